import ClewModel
import Testing

@Suite struct ClewModelTests {
    @Test func contentHashIsSHA256() {
        #expect(
            ContentHash.sha256("abc".utf8) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(ContentHash.sha256(fields: ["a", "b"]) != ContentHash.sha256(fields: ["ab", ""]))
    }

    @Test(arguments: ["2025", "2025-01", "2025-01-30", "2024-02-29", "0987-12-31"])
    func datesKeepTheirPrecision(iso: String) {
        #expect(CalendarDate(iso: iso)?.iso == iso)
    }

    @Test(arguments: ["2025-13", "2025-02-29", "25-01-30", "2025-1-3", "2025-01-30T00:00", "", "-1", "20x5"])
    func whatIsNoDateIsRefused(text: String) {
        #expect(CalendarDate(iso: text) == nil)
    }

    @Test func textRangesCountScalars() {
        let text = "a\u{301}😀b"
        #expect(text.text(in: TextRange(1, 3)) == "\u{301}😀")
        #expect(text.text(in: TextRange(3, 9)) == "b")
        #expect(text.text(in: TextRange(9, 12)) == "")
    }
}
