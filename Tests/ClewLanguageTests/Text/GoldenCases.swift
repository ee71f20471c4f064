import Foundation
import Testing

/// The golden cases of one kind: the folders in `Cases/KIND`.
struct GoldenCases {
    /// One case: its name and the contents of its files.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var files: [String: String]
        var testDescription: String { name }
    }

    /// Reads all cases. An empty kind, a missing or an additional file in a case fails the test that asks.
    static func read(_ kind: String, files expected: Set<String>, file: String = #filePath) throws -> [Case] {
        let root = URL(filePath: file).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Cases").appending(path: kind)
        let names = try FileManager.default.contentsOfDirectory(atPath: root.path).sorted()
        try #require(!names.isEmpty, "no case in \(root.path)")
        return try names.map { name in
            let folder = root.appending(path: name)
            let present = try Set(FileManager.default.contentsOfDirectory(atPath: folder.path))
            try #require(present == expected, "\(name) has the files \(present.sorted())")
            let contents = try expected.map {
                ($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8))
            }
            return Case(name: name, files: Dictionary(uniqueKeysWithValues: contents))
        }
    }
}
