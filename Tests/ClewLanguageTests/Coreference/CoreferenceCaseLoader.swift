import ClewModel
import Foundation

/// Golden cases of coreference and quantities: a folder with `input.conllu` and `expected.txt`.
///
/// `input.conllu` is CoNLL-U with names as `NE=B-PER` in MISC; `# key = value` comments before the first sentence are the
/// case's settings, and `# newpar` starts a block.
struct CoreferenceCaseLoader {
    /// One folder.
    struct Case: CustomStringConvertible, Sendable {
        var name: String
        var settings: [String: String]
        var sentences: [Sentence]
        var expected: [String]
        var description: String { name }
    }

    /// What is wrong with the cases themselves.
    struct Malformed: Error, CustomStringConvertible { var description: String }

    /// The cases under `Cases/<folder>`, sorted by name. An empty folder, a missing file and an extra one are errors.
    static func cases(in folder: String) throws -> [Case] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Cases").appendingPathComponent(folder)
        let names = try FileManager.default.contentsOfDirectory(atPath: root.path).sorted()
        guard !names.isEmpty else { throw Malformed(description: "no cases in \(folder)") }
        return try names.map { name in
            let place = root.appendingPathComponent(name)
            let files = try FileManager.default.contentsOfDirectory(atPath: place.path).sorted()
            guard files == ["expected.txt", "input.conllu"] else {
                throw Malformed(description: "\(folder)/\(name) holds \(files), not expected.txt and input.conllu")
            }
            let input = try String(contentsOf: place.appendingPathComponent("input.conllu"), encoding: .utf8)
            let expected = try String(contentsOf: place.appendingPathComponent("expected.txt"), encoding: .utf8)
            let (settings, documents) = read(input)
            guard let sentences = documents.first?.sentences, documents.count == 1 else {
                throw Malformed(description: "\(folder)/\(name) needs one document")
            }
            return Case(
                name: name, settings: settings, sentences: sentences,
                expected: expected.split(separator: "\n").map(String.init))
        }
    }

    /// Reads CoNLL-U: the settings at its head, and its documents.
    static func read(_ text: String) -> (settings: [String: String], documents: [(id: String, sentences: [Sentence])]) {
        var reader = Reader()
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) { reader.read(String(line)) }
        reader.endSentence()
        return (reader.settings, reader.documents)
    }

    /// A word's form, joined with its neighbours' as the text had them.
    static func text(_ sentence: Sentence, _ words: Range<Int>) -> String {
        words.map { word in
            sentence.tokens[word].form + (sentence.tokens[word].spaceAfter && word + 1 < words.upperBound ? " " : "")
        }.joined()
    }

    private struct Reader {
        var settings: [String: String] = [:]
        var documents: [(id: String, sentences: [Sentence])] = []
        private var tokens: [Token] = []
        private var tags: [String] = []
        private var block = 0
        private var offset = 0
        private static let types: [String: EntityType] = [
            "PER": .person, "ORG": .organization, "LOC": .location, "PRODUCT": .product, "EVENT": .event, "WORK": .work,
            "DATE": .date, "MONEY": .money, "OTHER": .group,
        ]

        mutating func read(_ line: String) {
            if line.hasPrefix("#") {
                endSentence()
                let parts = line.dropFirst().split(separator: "=", maxSplits: 1).map {
                    $0.trimmingCharacters(in: .whitespaces)
                }
                if line.hasPrefix("# newdoc") { documents.append((parts.last ?? "", [])) }
                if line.hasPrefix("# newpar") { block += 1 }
                if documents.isEmpty, parts.count == 2 { settings[parts[0]] = parts[1] }
                return
            }
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 10, Int(fields[0]) != nil else { return endSentence() }
            let misc = fields[9].split(separator: "|")
            tags.append(misc.first { $0.hasPrefix("NE=") }.map { String($0.dropFirst(3)) } ?? "O")
            let length = fields[1].unicodeScalars.count
            tokens.append(
                Token(
                    form: fields[1], lemma: fields[2], upos: fields[3], xpos: fields[4] == "_" ? "" : fields[4],
                    head: (Int(fields[6]) ?? 0) - 1, relation: fields[7], range: TextRange(offset, offset + length),
                    spaceAfter: !misc.contains("SpaceAfter=No")))
            offset += length + 1
        }

        mutating func endSentence() {
            guard let first = tokens.first, let last = tokens.last else { return }
            if documents.isEmpty { documents.append(("", [])) }
            documents[documents.count - 1].sentences.append(
                Sentence(
                    range: TextRange(first.range.start, last.range.end), block: block, tokens: tokens, names: names()))
            tokens = []
            tags = []
        }

        private func names() -> [NameSpan] {
            var names: [NameSpan] = []
            for (word, tag) in tags.enumerated() {
                if tag.hasPrefix("B-"), let type = Self.types[String(tag.dropFirst(2))] {
                    names.append(NameSpan(words: word..<word + 1, type: type))
                } else if tag.hasPrefix("I-"), let last = names.last, last.words.upperBound == word {
                    names[names.count - 1].words = last.words.lowerBound..<word + 1
                }
            }
            return names
        }
    }
}
