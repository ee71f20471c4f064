import ClewModel

/// A speaker's report of its own act.
package enum AnnouncementRule: ExtractionRule {
    package static let name = "announcement"
    /// It is as sure as what is announced.
    package static let confidence = 1.0
    package static let explanation = """
        Somebody tells of an act of their own, in a relation that the relation file marks as announceable: "Acme said it \
        has bought Widgets" makes acquired(Acme, Widgets) a fact, beside Acme's saying so. "Acme said it did nothing \
        wrong" does not, nor does what Acme says of others.
        """

    /// The facts that follow from announcements among the statements so far.
    static func read(into work: inout SentenceWork) {
        for (anchor, statement) in work.statements {
            guard let speaker = statement.speaker, statement.status == .asserted,
                let relation = work.catalog.relations[statement.predicate], relation.isAnnounceable,
                !statement.qualifiers.contains(where: { $0.role == "reported_by" }),
                speaker.referent == statement.subject.referent
                    || relation.isSymmetric && speaker.referent == statement.object.referent
            else { continue }
            var fact = statement
            fact.speaker = nil
            fact.evidence.rule = name
            work.add(fact, anchor: anchor)
        }
    }
}
