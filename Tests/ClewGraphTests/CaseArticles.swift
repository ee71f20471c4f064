import ClewModel
import Foundation

/// One step of a golden case, as its `steps.json` spells it: exactly one of the keys is there.
struct CaseStep: Decodable {
    var add: CaseArticle?
    var merge: [String]?
    var split: String?
    var forget: String?
}

/// An article of a golden case, short to write: entities are referred to by name, what names none is a text, and a
/// sentence may be shared.
struct CaseArticle: Decodable {
    struct Entity: Decodable {
        var name: String
        var type: EntityType
        /// Name → mentions by it; without it, one mention by the fullest name.
        var names: [String: Int]?
        var sameAs: [String]?
    }

    struct Value: Decodable {
        var literal: Literal?
        var name: String?

        init(from decoder: Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let integer = try? container.decode(Int64.self) {
                literal = .integer(integer)
            } else if let number = try? container.decode(Double.self) {
                literal = .decimal(number)
            } else if let parts = try? container.decode([String: String].self) {
                if let date = parts["date"].flatMap(CalendarDate.init(iso:)) { literal = .date(date) }
                if let amount = parts["amount"].flatMap(Double.init) {
                    literal = .quantity(amount, unit: parts["unit"] ?? "")
                }
                if let text = parts["text"] { literal = .text(text) }
            } else {
                name = try container.decode(String.self)
            }
        }
    }

    struct Line: Decodable {
        var s: String
        var p: String
        var o: Value
        var status: ClewModel.Statement.Status?
        var speaker: String?
        var confidence: Double?
        var sentence: String?
        var start: Int?
        var rule: String?
        var with: [String: Value]?
    }

    var id: String
    var url: String?
    var title: String?
    var publisher: String?
    var published: String?
    var text: String?
    var entities: [Entity]
    var statements: [Line]?

    var article: Article {
        let text = text ?? "Text of \(id)."
        return Article(
            id: id, origin: "\(id).txt", format: "text", contentHash: ContentHash.sha256(text.utf8), url: url,
            title: title, publisher: publisher, published: published.flatMap(CalendarDate.init(iso:)), text: text)
    }

    var extraction: Extraction {
        Extraction(entities: entities.map(documentEntity), statements: (statements ?? []).map(statement))
    }

    private func documentEntity(_ entity: Entity) -> DocumentEntity {
        let names = (entity.names ?? [entity.name: 1]).sorted { $0.key < $1.key }
        let mentions = names.flatMap { name, count in
            (0..<count).map { Mention(sentence: $0, words: 0..<1, head: 0, kind: .name, text: name) }
        }
        return DocumentEntity(
            name: entity.name, type: entity.type, mentions: mentions, sameAs: entity.sameAs ?? [])
    }

    private func statement(_ line: Line) -> ClewModel.Statement {
        let sentence = line.sentence ?? "\(line.s) \(line.p)."
        let start = line.start ?? 0
        return ClewModel.Statement(
            subject: argument(line.s), predicate: line.p, object: argument(line.o), status: line.status ?? .asserted,
            speaker: line.speaker.map(argument),
            qualifiers: (line.with ?? [:]).sorted { $0.key < $1.key }.map {
                Qualifier(role: $0.key, value: argument($0.value))
            }, confidence: line.confidence ?? 0.9,
            evidence: Evidence(
                sentence: sentence, range: TextRange(start, start + sentence.unicodeScalars.count),
                rule: line.rule ?? "verb"))
    }

    private func argument(_ value: Value) -> Argument {
        if let literal = value.literal {
            return Argument(referent: .literal(literal), text: literal.spelling, range: nil)
        }
        return argument(value.name ?? "")
    }

    private func argument(_ name: String) -> Argument {
        let index = entities.firstIndex { $0.name == name }
        return Argument(
            referent: index.map(Argument.Referent.entity) ?? .literal(.text(name)), text: name, range: nil)
    }
}

/// Folders of a target's golden cases, which must be exactly as expected: none empty, no stray file.
struct CaseFolder {
    let url: URL

    var name: String { url.lastPathComponent }

    /// The folders under `Cases` beside `file`, sorted by name.
    static func all(beside file: String, allowed: Set<String>, required: Set<String>) throws -> [CaseFolder] {
        let cases = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Cases")
        let manager = FileManager.default
        let folders = try manager.contentsOfDirectory(atPath: cases.path).sorted()
        guard !folders.isEmpty else { throw CaseError(description: "\(cases.path) has no cases") }
        return try folders.map { folder in
            let url = cases.appendingPathComponent(folder)
            let files = Set(try manager.contentsOfDirectory(atPath: url.path))
            if let stray = files.subtracting(allowed).sorted().first {
                throw CaseError(description: "\(folder) has a file that no test reads: \(stray)")
            }
            if let missing = required.subtracting(files).sorted().first {
                throw CaseError(description: "\(folder) lacks \(missing)")
            }
            return CaseFolder(url: url)
        }
    }

    func has(_ file: String) -> Bool {
        FileManager.default.fileExists(atPath: url.appendingPathComponent(file).path)
    }

    func read(_ file: String) throws -> String {
        String(decoding: try Data(contentsOf: url.appendingPathComponent(file)), as: UTF8.self)
    }

    func steps() throws -> [CaseStep] {
        try JSONDecoder().decode([CaseStep].self, from: Data(try read("steps.json").utf8))
    }

    /// Compares with the expected file. With `CLEW_RECORD` set, writes it instead; the difference is then for the
    /// author to read.
    func matches(_ file: String, _ text: String) throws -> Bool {
        if ProcessInfo.processInfo.environment["CLEW_RECORD"] != nil {
            try Data(text.utf8).write(to: url.appendingPathComponent(file))
            return true
        }
        return try read(file) == text
    }
}

struct CaseError: Error, CustomStringConvertible {
    var description: String
}
