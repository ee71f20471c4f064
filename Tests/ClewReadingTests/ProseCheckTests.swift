import ClewReading
import Testing

@Suite struct ProseCheckTests {
    private func codes(_ text: String) -> [String] {
        ArticleReader().read(bytes: Array(text.utf8), origin: "t.txt").diagnostics.map(\.code)
    }

    @Test func encodedDataIsRefused() {
        let digits = (0..<4_000).map { "0123456789abcdefABCDEF+/"[($0 * 7 + $0 / 24) % 24] }
        #expect(codes(String(digits)) == ["reading.not-prose"])
        // As `base64` breaks it into lines.
        let lines = stride(from: 0, to: digits.count, by: 76).map { String(digits[$0..<min($0 + 76, digits.count)]) }
        #expect(codes(lines.joined(separator: "\n")) == ["reading.not-prose"])
    }

    @Test func proseWithLongAddressesIsRead() {
        let address = "https://example.org/" + String(repeating: "part/", count: 30)
        let text = String(repeating: "The council met on Monday and heard the report of its committee. ", count: 10)
        #expect(codes(text + address + " " + text).isEmpty)
    }

    @Test func scriptsWithoutSpacesAreRead() {
        #expect(codes(String(repeating: "東京の会社は新しい電池を発表した。", count: 40)).isEmpty)
    }
}

extension String {
    fileprivate subscript(place: Int) -> Character { self[index(startIndex, offsetBy: place)] }
}
