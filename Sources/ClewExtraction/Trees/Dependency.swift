/// A relation of Universal Dependencies v2 without its subtype. What is not in the inventory reads as `dep`.
package enum Dependency: String, Sendable {
    case nsubj, obj, iobj, csubj, ccomp, xcomp, obl, vocative, expl, dislocated, advcl, advmod, discourse, aux, cop
    case mark, nmod, appos, nummod, acl, amod, det, clf, conj, cc, fixed, flat, compound, list, parataxis, orphan
    case `case`, goeswith, reparandum, punct, root, dep

    /// Reads `nsubj` as well as `nsubj:pass`.
    package init(relation: Substring) { self = Dependency(rawValue: String(relation)) ?? .dep }
}
