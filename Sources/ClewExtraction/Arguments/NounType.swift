import ClewModel

/// What a noun phrase speaks of, judged by its head noun where no name says it: "a new model" is a product, "the bank" an
/// organization. Used to check the types of canonical relations; a phrase of unknown kind stays a concept.
package enum NounType {
    /// The type of a phrase: that of the name it contains, else of its noun; none where nothing is known.
    package static func guess(_ word: Int, in tree: SentenceTree) -> EntityType? {
        if tree.spans[word] >= 0 {
            let type = tree.sentence.names[tree.spans[word]].type
            if type != .quantity || tree.upos(word) != "NOUN" { return type }
        }
        if let type = ofLemma(tree.lemmas[word]) {
            if type == .group, let member = tree.child(of: word, .nmod), tree.preposition(of: member) == "of",
                ofLemma(tree.lemmas[member]) == .concept
            {
                return .concept
            }
            // "60 workers": so many are nobody in particular.
            if type == .person, tree.xpos(word) == "NNS", tree.child(of: word, .nummod) != nil { return .group }
            return type
        }
        if tree.upos(word) == "PRON" {
            switch tree.lemmas[word] {
            case "he", "she", "i", "who", "we", "him", "her": return .person
            default: return nil
            }
        }
        return nil
    }

    /// The type of a common noun.
    package static func ofLemma(_ lemma: String) -> EntityType? {
        if let type = table[lemma] { return type }
        // "chipmaker", "carmaker": a company; "policewoman": a person.
        if lemma.hasSuffix("maker"), lemma.count > 7 { return .organization }
        if lemma.hasSuffix("woman") || lemma.hasSuffix("man") && lemma.count > 5 { return .person }
        return nil
    }

    /// Whether a noun is known by itself, and not by how it ends.
    static func isListed(_ lemma: String) -> Bool { table[lemma] != nil }

    private static let table: [String: EntityType] = {
        let rows: [(EntityType, String)] = [
            (
                .person,
                """
                man woman person boy girl child official minister president spokesman spokesperson spokeswoman leader \
                chairman chairwoman founder co-founder director executive ceo officer manager analyst expert scientist \
                researcher professor doctor lawyer judge attorney senator lawmaker politician mayor governor prosecutor \
                journalist reporter author writer actor actress singer musician artist player coach striker defender \
                goalkeeper midfielder driver member teacher student engineer employee worker victim suspect defendant hacker \
                soldier general king queen prince princess chancellor ambassador diplomat economist investor-in-chief \
                captain champion winner candidate citizen resident wife husband son daughter father mother brother \
                sister friend colleague owner adviser advisor secretary commissioner critic activist farmer pilot nurse \
                gunman attacker patient customer developer designer entrepreneur billionaire inventor biologist \
                physicist chemist astronomer historian detective inspector sheriff policeman commander
                """
            ),
            (
                .organization,
                """
                company firm start-up startup bank group corporation conglomerate agency organization organisation \
                ministry department government university college school institute laboratory hospital party team club \
                union association federation council court parliament senate congress committee commission board police \
                army navy force regulator watchdog authority administration airline retailer manufacturer carmaker \
                automaker chipmaker supplier publisher broadcaster newspaper magazine network studio label foundation \
                charity nonprofit fund insurer lender brewery giant rival competitor subsidiary unit division venture \
                business consortium brand operator provider developer-group coalition alliance bureau office cabinet \
                competition-watchdog league society academy church store chain maker contractor utility
                """
            ),
            (
                .group,
                "group people gang crowd family community population crew troop protester demonstrator rebel militant"
            ),
            (
                .location,
                """
                country city town village state province region county district island river mountain lake continent \
                capital area street nation neighbourhood neighborhood suburb valley coast airport port harbour border
                """
            ),
            (
                .product,
                """
                model product device phone smartphone app application service software platform tool chip processor \
                computer laptop tablet car vehicle truck aircraft plane jet drug vaccine treatment medicine console \
                browser system assistant chatbot robot camera watch headset engine battery satellite rocket telescope \
                version edition update feature website game drone line range collection toolkit \
                library database language framework card toy drink beer snack shoe sneaker perfume scooter bike
                """
            ),
            (
                .work,
                """
                book novel film movie album song single series show documentary play opera symphony poem painting \
                memoir report study paper article magazine-issue trailer video podcast essay soundtrack sculpture \
                exhibition dataset report-card guideline findings map portrait drama thriller comedy biography musical
                """
            ),
            (
                .event,
                """
                war battle election summit conference tournament championship match race festival concert attack \
                earthquake flood fire storm hurricane explosion crash strike protest meeting ceremony trial game-day \
                olympics cup final season
                """
            ),
        ]
        var table: [String: EntityType] = [:]
        for (type, words) in rows { for word in words.split(separator: " ") { table[String(word)] = type } }
        return table
    }()
}
