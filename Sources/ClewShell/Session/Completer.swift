import ClewKit
import Foundation

/// What a line at the prompt can go on with: commands, relations, entities.
@MainActor
final class Completer {
    /// Candidates beyond this many are not looked for.
    private static let candidatesMax = 200

    private let graph: Graph
    private let relations: [String]
    private var ruleHeads: [String] = []
    /// Canonical names of entities, sorted, each with its form without case and marks; made when first needed.
    private lazy var names: [(name: String, form: String)] = (0..<graph.entityCount).map {
        let name = graph.entityName($0)
        return (name, Self.form(name))
    }

    init(graph: Graph) {
        self.graph = graph
        relations = graph.schemas.map(\.name).sorted()
    }

    /// Learns the relations that the session's rules define.
    func noteRules(of session: Session) {
        let heads = session.entries.map { entry in
            String(entry.text.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
        }
        ruleHeads = Set(heads.filter { !$0.isEmpty }).sorted()
    }

    /// The candidates for the word that ends the text before the cursor.
    func completion(of before: String) -> Completion {
        if before.hasPrefix("."), !before.contains(" ") {
            return choose(ReplSession.commands.map { "." + $0.name }, before)
        }
        let (word, isQuoted, depth) = Self.word(at: before)
        if isQuoted {
            return chooseName(word, isQuoted: true)
        }
        if before.hasPrefix(".show ") { return chooseName(String(before.dropFirst(6)), isQuoted: false) }
        if depth == 0 {
            return word.isEmpty ? Completion(replacing: 0, candidates: []) : choose(relations + ruleHeads, word)
        }
        if word.isEmpty || word.hasPrefix("?") { return Completion(replacing: 0, candidates: []) }
        return chooseName(word, isQuoted: false)
    }

    /// Names that begin as what was typed does, whatever its case and marks: `dog` finds `Doğan`.
    private func chooseName(_ typed: String, isQuoted: Bool) -> Completion {
        let form = Self.form(typed)
        let found = names.lazy.filter { $0.form.hasPrefix(form) }.prefix(Self.candidatesMax)
        let candidates = found.map { entry in
            isQuoted || entry.name.contains { !$0.isLetter && !$0.isNumber && $0 != "_" }
                ? Self.quoted(entry.name) : entry.name
        }
        return Completion(replacing: typed.unicodeScalars.count + (isQuoted ? 1 : 0), candidates: candidates.sorted())
    }

    private static func form(_ name: String) -> String {
        name.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    }

    private func choose(_ all: [String], _ prefix: String) -> Completion {
        let found = all.lazy.filter { $0.hasPrefix(prefix) }.prefix(Self.candidatesMax)
        return Completion(replacing: prefix.unicodeScalars.count, candidates: Set(found).sorted())
    }

    private static func quoted(_ name: String) -> String {
        "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    /// The word before the cursor, whether it stands in quotes, and how many brackets are open.
    private static func word(at text: String) -> (word: String, isQuoted: Bool, depth: Int) {
        var depth = 0
        var isQuoted = false
        var word = ""
        for character in text {
            if character == "\"" {
                isQuoted.toggle()
                word = ""
            } else if isQuoted || character.isLetter || character.isNumber || character == "_" || character == "?" {
                word.append(character)
            } else {
                if character == "(" { depth += 1 }
                if character == ")" { depth -= 1 }
                word = ""
            }
        }
        return (word, isQuoted, depth)
    }
}
