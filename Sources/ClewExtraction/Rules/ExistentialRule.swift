/// What there is somewhere.
package enum ExistentialRule: ExtractionRule {
    package static let name = "existential"
    package static let confidence = 0.65
    package static let explanation = """
        "There is a plant in Leeds" gives be_in(plant, Leeds). Without a place nothing is kept.
        """

    static func read(_ clause: Clause, into work: inout SentenceWork) {
        let tree = work.tree
        guard let there = tree.expletive(of: clause.head), tree.lemmas[there] == "there", !clause.isCopular else {
            return
        }
        let frame = Frame(clause, work: &work)
        for subject in frame.surfaceSubjects {
            for place in frame.obliques where place.argument.isNamed && !place.isTime && !place.place.isEmpty {
                frame.propose(
                    subject, tree.lemmas[clause.head] + "_" + place.place, place, rule: name, into: &work)
            }
        }
    }
}
