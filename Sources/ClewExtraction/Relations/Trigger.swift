import ClewModel

/// One wording of a relation: a verb, a noun for who stands in it, or a noun for the act.
package struct Trigger: Hashable, Sendable {
    /// What kind of word it is.
    package enum Kind: String, Sendable { case verb, role, event }

    /// Where one end of the relation stands.
    package struct Slot: Hashable, Sendable {
        /// `subj`, `obj`, `attr`, `self`, `poss`, `mod`, `when`, or a preposition.
        package var place: String
        /// What may stand there.
        package var types: Set<EntityType>
        /// Whether any proper name may.
        package var takesAnyName: Bool
    }

    /// What kind of word it is.
    package var kind: Kind
    /// Its lemma, with particle or light noun: `roll_out`, `hold_talk`.
    package var lemma: String
    /// Name of the relation.
    package var relation: String
    /// Where its subject stands, best first.
    package var subject: [Slot]
    /// Where its object stands, best first.
    package var object: [Slot]

    init(kind: Kind, cells: [String], relation: CanonicalRelation) throws(RowError) {
        guard cells.count >= 2, !cells[1].isEmpty else {
            throw RowError(message: "a wording without a word", repair: "write the lemma in the second column")
        }
        self.kind = kind
        lemma = SentenceTree.identifier(cells[1])
        self.relation = relation.name
        subject = Trigger.defaultSlots(kind, isSubject: true, types: relation.subjectTypes)
        object = Trigger.defaultSlots(kind, isSubject: false, types: relation.objectTypes)
        for part in (cells.count > 2 ? cells[2] : "").split(separator: " ") {
            let text = part.dropFirst(2)
            if part.hasPrefix("S=") {
                subject = try Trigger.slots(text, types: relation.subjectTypes)
            } else if part.hasPrefix("O=") {
                object = try Trigger.slots(text, types: relation.objectTypes)
            } else {
                throw RowError(message: "'\(part)' is no slot", repair: "write S=… and O=… separated by a space")
            }
        }
    }

    private static func defaultSlots(_ kind: Kind, isSubject: Bool, types: Set<EntityType>) -> [Slot] {
        let places: [String]
        switch (kind, isSubject) {
        case (.verb, true): places = ["subj"]
        case (.verb, false): places = ["obj"]
        case (.role, true): places = ["self"]
        case (.role, false): places = ["of", "poss"]
        case (.event, true): places = ["by", "poss"]
        case (.event, false): places = ["of"]
        }
        return places.map { Slot(place: $0, types: types, takesAnyName: false) }
    }

    /// Reads `of,with,poss:organization,person`. A word that names a type belongs to the slot before it, once that has
    /// a colon.
    private static func slots(_ text: Substring, types: Set<EntityType>) throws(RowError) -> [Slot] {
        var slots: [Slot] = []
        var narrows = false
        for word in text.split(separator: ",") {
            let parts = word.split(separator: ":", maxSplits: 1)
            if parts.count == 2 {
                narrows = true
                slots.append(Slot(place: String(parts[0]), types: [], takesAnyName: false))
                try narrow(&slots[slots.count - 1], parts[1])
            } else if narrows, !slots.isEmpty, isType(word) {
                try narrow(&slots[slots.count - 1], word)
            } else {
                narrows = false
                slots.append(Slot(place: String(word), types: types, takesAnyName: false))
            }
        }
        guard !slots.isEmpty else { throw RowError(message: "an empty slot", repair: "name a place after S= and O=") }
        return slots
    }

    private static func isType(_ word: Substring) -> Bool {
        word == "+" || ["agent", "any", "thing"].contains(word) || EntityType(rawValue: String(word)) != nil
    }

    private static func narrow(_ slot: inout Slot, _ word: Substring) throws(RowError) {
        if word == "+" { slot.takesAnyName = true } else { slot.types.formUnion(try TypeList.read(String(word))) }
    }
}
