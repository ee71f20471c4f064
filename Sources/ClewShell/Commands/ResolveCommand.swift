import ArgumentParser
import ClewKit
import Foundation

/// `clew resolve`: which names of many articles mean one entity, without a graph.
struct ResolveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Finds which names in the output of `clew extract --stream --entities` mean one entity.",
        discussion: """
            Examples:
              clew extract --stream --entities < records.jsonl > read.jsonl
              clew resolve < read.jsonl > entities.jsonl
              clew resolve --list-rules

            Reads lines of JSON from standard input and writes, for each block of the input (a name in one sense), the \
            canonical name and type of its entity: {"block", "entity", "type"}. The names are those that a graph of the \
            same articles would have.

            With --step it does a part of that, as a filter for engines that sort (Examples/spark): its input is sorted \
            by block, so that lines of one block follow one another. The steps are, in order: senses; for each rule keys, \
            links and components; groups; entities; names. Examples/spark/README.md says what each reads.
            """)

    @Option(name: .long, help: "The part of the work to do.") var step: ResolutionStep?
    @Option(name: .long, help: "The rule that the steps keys and links are of.") var rule: Merge.Reason?
    @Flag(name: .long, help: "Print the names of the rules in the order in which they are carried out.")
    var listRules = false

    func validate() throws {
        let needsRule = step == .keys || step == .links
        if needsRule != (rule != nil) {
            throw ValidationError(
                needsRule ? "Name the rule with --rule." : "--rule belongs to the steps keys and links.")
        }
    }

    func run() throws {
        if listRules {
            for rule in Merge.Reason.allCases where rule.rule != nil { StandardOutput.write("\(rule.rawValue)\n") }
            return
        }
        switch step {
        case nil: try resolveAll()
        case .components:
            var components = ResolutionComponents()
            try ResolutionInput.eachRecord { components.add($0) }
            for record in components.roots() { StandardOutput.write(try JSONLine.text(of: record)) }
        case let step?: try resolve(step)
        }
    }

    private func resolveAll() throws {
        var senses: [SenseKey: Sense] = [:]
        try ResolutionInput.eachRecord { record in
            guard let sense = record.sense else { return }
            senses[sense.key, default: Sense(key: sense.key)].add(sense)
        }
        var resolver = EntityResolver(senses: Array(senses.values))
        for entity in resolver.resolve().entities {
            for record in ResolutionStep.senses(of: entity) { StandardOutput.write(try JSONLine.text(of: record)) }
        }
    }

    private func resolve(_ step: ResolutionStep) throws {
        var block: [ResolutionRecord] = []
        func finish() throws {
            for record in step.records(of: block, rule: rule ?? .user) {
                StandardOutput.write(try JSONLine.text(of: record))
            }
            block.removeAll(keepingCapacity: true)
        }
        try ResolutionInput.eachRecord { record in
            guard let key = record.block else { return }
            if let last = block.first?.block, last != key { try finish() }
            block.append(record)
        }
        try finish()
    }
}

/// Records on standard input. Lines without one, such as the statements among what `clew extract` writes, are passed over.
private enum ResolutionInput {
    static func eachRecord(_ body: (ResolutionRecord) throws -> Void) throws {
        let decoder = JSONDecoder()
        var input = StandardInput()
        var number = 0
        while let line = input.readLine() {
            number += 1
            if line.isEmpty { continue }
            do {
                try body(try decoder.decode(ResolutionRecord.self, from: Data(line)))
            } catch is DecodingError {
                throw ClewFailure(
                    .input,
                    [
                        Diagnostic(
                            code: "resolve.record", severity: .error, message: "this line is no record", source: "-",
                            place: Diagnostic.Place(line: number, column: 1),
                            repair: "give it lines that `clew extract --stream --entities` or a step wrote")
                    ])
            }
        }
    }
}

extension ResolutionStep: ExpressibleByArgument {}

extension Merge.Reason: ExpressibleByArgument {
    /// The rules; a user's word is none.
    public static var allValueStrings: [String] { allCases.filter { $0 != .user }.map(\.rawValue) }
}
