import ClewExtraction
import ClewModel
import Foundation
import Testing

/// A golden case is a folder `Cases/TOPIC/NAME` with `input.conllu` (sentences with their trees, names and references) and
/// `expected.tsv` (every statement that must come out, and no other). Adding one needs no code. With `CLEW_RECORD` set,
/// the expected files are written anew, to be read by a person before they are committed.
@Suite struct GoldenCases {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

    static func folders() -> [String] {
        let files = FileManager.default
        let topics = (try? files.contentsOfDirectory(atPath: root.path)) ?? []
        return topics.sorted().flatMap { topic -> [String] in
            var isFolder: ObjCBool = false
            _ = files.fileExists(atPath: root.appending(path: topic).path, isDirectory: &isFolder)
            guard isFolder.boolValue else { return [] }
            let cases = (try? files.contentsOfDirectory(atPath: root.appending(path: topic).path)) ?? []
            // A topic without a case is named itself, so that it fails.
            return cases.isEmpty ? [topic] : cases.sorted().map { topic + "/" + $0 }
        }
    }

    @Test func thereAreCases() { #expect(GoldenCases.folders().count >= 20) }

    @Test(arguments: GoldenCases.folders()) func statements(folder: String) throws {
        let place = GoldenCases.root.appending(path: folder)
        let files = try FileManager.default.contentsOfDirectory(atPath: place.path).sorted()
        let isRecording = ProcessInfo.processInfo.environment["CLEW_RECORD"] != nil
        if !isRecording {
            #expect(files == ["expected.tsv", "input.conllu"], "\(folder) holds two files and no other")
        }
        let input = try String(contentsOf: place.appending(path: "input.conllu"), encoding: .utf8)
        let actual = CaseWriter.table(StatementExtractor(confidenceMin: 0).extract(CaseReader.article(from: input)))
        let expected = place.appending(path: "expected.tsv")
        if isRecording {
            try actual.write(to: expected, atomically: true, encoding: .utf8)
        } else {
            let text = try String(contentsOf: expected, encoding: .utf8)
            #expect(actual.split(separator: "\n") == text.split(separator: "\n"), "\(folder)")
        }
    }
}

/// Writes statements as a table: fact or not, status, speaker, subject, predicate, object, qualifiers, rule.
enum CaseWriter {
    static func table(_ extraction: Extraction) -> String {
        var lines = ["kind\tstatus\tspeaker\tsubject\tpredicate\tobject\tqualifiers\trule"]
        var sentence: TextRange?
        for statement in extraction.statements {
            if statement.evidence.range != sentence {
                sentence = statement.evidence.range
                lines.append("# " + statement.evidence.sentence)
            }
            let name = { (argument: Argument) in spelling(argument, extraction.entities) }
            let isFact = statement.status == .asserted && statement.speaker == nil
            let qualifiers = statement.qualifiers.map { $0.role + "=" + name($0.value) }.joined(separator: "; ")
            lines.append(
                [
                    isFact ? "fact" : "-", statement.status.rawValue, statement.speaker.map(name) ?? "-",
                    name(statement.subject), statement.predicate, name(statement.object),
                    qualifiers.isEmpty ? "-" : qualifiers, statement.evidence.rule,
                ].joined(separator: "\t"))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func spelling(_ argument: Argument, _ entities: [DocumentEntity]) -> String {
        switch argument.referent {
        case .entity(let index): entities[index].name
        case .literal(let literal): "\"" + literal.spelling + "\""
        }
    }
}
