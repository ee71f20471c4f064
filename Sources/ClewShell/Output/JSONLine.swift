import Foundation

/// Values as lines of JSON.
enum JSONLine {
    /// The value on one line, keys sorted, ended by a line feed.
    static func text(of value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }
}
