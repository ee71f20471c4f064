import ClewModel

/// The names by which one article calls one of its entities, with how often.
struct DocumentNames {
    /// The fullest name, as shown; empty where the article gives none.
    let name: String
    /// Class of the entity.
    let kind: SenseClass
    /// Name → mentions by it; the fullest name is there at least once.
    let counts: [String: Int]

    /// Names from the mentions by name; where no mention has its words, from the arguments of statements.
    init(of entity: DocumentEntity, arguments: [String]) {
        let name = NormalForm.display(entity.name)
        var counts: [String: Int] = [:]
        let named = entity.mentions.filter { $0.kind == .name }
        if entity.mentions.contains(where: { $0.text != nil }) {
            for mention in named {
                guard let text = mention.text.map(DocumentNames.trimmed), !text.isEmpty else { continue }
                counts[text, default: 0] += 1
            }
        } else {
            for argument in Set(arguments.map(DocumentNames.trimmed)) where DocumentNames.isName(argument) {
                counts[argument, default: 0] += 1
            }
        }
        if !name.isEmpty, counts[name] == nil { counts[name] = 1 }
        self.name = name
        self.counts = counts
        kind = SenseClass(of: entity.type, name: name)
    }

    /// The names of each of an extraction's entities. O(entities + arguments).
    static func all(of extraction: Extraction) -> [DocumentNames] {
        var arguments = [[String]](repeating: [], count: extraction.entities.count)
        for statement in extraction.statements {
            let ends = [statement.subject, statement.object] + [statement.speaker].compactMap { $0 }
            for argument in ends + statement.qualifiers.map(\.value) {
                if case .entity(let index) = argument.referent, arguments.indices.contains(index) {
                    arguments[index].append(argument.text)
                }
            }
        }
        return zip(extraction.entities, arguments).map { DocumentNames(of: $0, arguments: $1) }
    }

    /// Without a possessive that the tokeniser left at the end, except where it may be part of the name.
    private static func trimmed(_ text: String) -> String { NormalForm.display(text) }

    /// Whether words look like a name and not like a pronoun or a description: at most eight words, the last with a
    /// capital or a digit, the first no determiner.
    private static func isName(_ text: String) -> Bool {
        let words = text.split(separator: " ")
        guard let first = words.first, let last = words.last, words.count <= 8 else { return false }
        let determiners: Set<String> = [
            "a", "an", "the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your", "it",
            "he", "she", "they", "we", "i", "you", "him", "them", "us", "who", "which", "one", "some", "many",
        ]
        if determiners.contains(first.lowercased()) { return false }
        return last.first.map { $0.isUppercase || $0.isNumber } ?? false
    }
}
