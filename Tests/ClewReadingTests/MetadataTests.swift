import ClewModel
import ClewReading
import Foundation
import Testing

/// Dates, bylines, datelines and broken JSON, one line each.
@Suite struct MetadataTests {
    @Test(arguments: [
        ("2025-01-30T08:00:00Z", "2025-01-30"), ("2025-01-30", "2025-01-30"), ("2025-01", "2025-01"), ("2025", "2025"),
        ("20250130", "2025-01-30"), ("2025/01/30", "2025-01-30"), ("2025/1/3", "2025-01-03"),
        ("2025.01.30", "2025-01-30"),
        ("Thu, 30 Jan 2025 08:00:00 GMT", "2025-01-30"), ("January 30, 2025", "2025-01-30"),
        ("Jan. 30th, 2025", "2025-01-30"),
        ("30 January 2025", "2025-01-30"), ("January 2025", "2025-01"), ("2024-02-29", "2024-02-29"),
    ])
    func readsDates(_ text: String, _ iso: String) {
        #expect(DateReader.date(field: text)?.iso == iso)
    }

    @Test(arguments: [
        "", "yesterday", "2025-13-01", "2023-02-29", "01/02/2025", "in 30 days", "99999999", "May we go", "1738224000",
    ])
    func makesUpNoDates(_ text: String) {
        #expect(DateReader.date(field: text) == nil)
    }

    @Test(arguments: [
        ("By Ana Silva", ["Ana Silva"]), ("by ANA SILVA and Ben Okri", ["ANA SILVA", "Ben Okri"]),
        ("Ana Silva, Ben Okri & Chen Wei", ["Ana Silva", "Ben Okri", "Chen Wei"]),
        ("Brenda Goodman, MA", ["Brenda Goodman, MA"]),
        ("By Ana Silva March 11, 2015 3:46 PM", ["Ana Silva"]), ("https://example.org/ana", []), ("@ana", []), ("", []),
        ("Written by: Ana Silva | Updated 3 May", ["Ana Silva"]), ("By Ana SilvaMarch 3, 2024", ["Ana Silva"]),
        ("By Ana Silva3 March 2024", ["Ana Silva"]), ("Ewan McDonald and Mae May", ["Ewan McDonald", "Mae May"]),
    ])
    func readsBylines(_ text: String, _ names: [String]) {
        #expect(Byline.names(text) == names)
    }

    @Test(arguments: [
        ("By Ann Lee, Valley Chronicle", ["Ann Lee"]), ("By Ann Lee, The Valley Chronicle", ["Ann Lee"]),
        ("By Ann Lee and Bob Ray, Valley Chronicle", ["Ann Lee", "Bob Ray"]), ("Ann Lee, Chronicle", ["Ann Lee"]),
        ("By Ann Lee, Bob Ray", ["Ann Lee", "Bob Ray"]), ("Valley Chronicle", ["Valley Chronicle"]),
        ("By Ann Lee and Valley Chronicle", ["Ann Lee", "Valley Chronicle"]),
        ("Ann Lee, Ridge Tribune", ["Ann Lee", "Ridge Tribune"]),
    ])
    func tellsTheSiteFromTheAuthors(_ text: String, _ names: [String]) {
        let site = SiteNames(["Valley Chronicle", nil], url: "https://www.chronicle.example/a")
        #expect(Byline.names(text, on: site) == names)
    }

    @Test(arguments: [
        ("Kochi, 30 January 2025", "Kochi", "2025-01-30"), ("January 30, 2025", "", "2025-01-30"),
        ("NEW DELHI, India | 3 May 2021", "New Delhi, India", "2021-05-03"),
        ("Published: 3 May 2021, 10:15 IST", "", "2021-05-03"),
        ("Thursday, January 30, 2025 at 8:15 am", "", "2025-01-30"),
        ("Santiago de Chile – 2025-01-30", "Santiago de Chile", "2025-01-30"),
    ])
    func readsDatelines(_ line: String, _ place: String, _ date: String) {
        let dateline = Dateline(line: line)
        #expect(dateline?.place ?? "" == place)
        #expect(dateline?.date?.iso == date)
    }

    @Test(arguments: [
        "On 30 January 2025 the company said it would close the plant.", "Kochi", "The deal of January 2025",
        "Microsoft sued OpenAI on January 30, 2025", "12 March",
    ])
    func takesNoSentenceForADateline(_ line: String) {
        #expect(Dateline(line: line) == nil)
    }

    @Test(arguments: [
        ("LONDON, Jan. 30 (Reuters) – The bank said", "London"), ("LONDON (AP) — The bank said", "London"),
        ("NEW DELHI: The bank said", "New Delhi"), ("Paris, 3 March 2024 – The bank said", "Paris"),
        ("WASHINGTON — The bank said", "Washington"), ("UPDATE — The bank said", ""), ("He came – and went", ""),
        ("Note: the bank said", ""), ("The Bank – the oldest of all – said", ""),
        ("NASA’s probe — the third — is lost", ""),
    ])
    func partsTheDatelineFromTheSentence(_ sentence: String, _ place: String) throws {
        let text = sentence + " on Monday that it would close nine branches, most of them in the north."
        let article = try #require(ArticleReader().read(bytes: Array(text.utf8), origin: "t").articles.first)
        #expect(article.place ?? "" == place)
        #expect(article.blocks.map(\.kind) == (place.isEmpty ? [.paragraph] : [.byline, .paragraph]))
    }

    @Test(arguments: [
        "{\"a\": \"b\",}", "{\"a\": \"b\"};", "<!-- {\"a\": \"b\"} -->", "//<![CDATA[\n[{\"a\": 1}, {\"a\": 2}]\n//]]>",
        "//<![CDATA[\n{\"a\": \"b\"}\n//]]>",
        "[{\"a\": \"b\"},,{\"a\": \"b\"}]",
        "{\"a\": \"line\none\"}", "{\"a\": \"say \"b\" again\"}", "{\"a\": \"\\x\"}", "{\"a\": \"tab\there\"}",
        "{\"a\": {\"b\": \"c\",},}",
    ])
    func repairsJSON(_ text: String) throws {
        let repaired = Data(JSONRepair.repair(text).utf8)
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: repaired) }
    }

    @Test(arguments: [
        ("latin1", "windows-1252"), (" UTF8 ", "utf-8"), ("GB2312", "gbk"), ("x-sjis", "shift_jis"),
        ("cp1251", "windows-1251"),
    ])
    func knowsEncodingsByTheirLabels(_ label: String, _ name: String) {
        #expect(CharacterEncoding(label: label)?.name == name)
    }

    @Test func replacesWhatCannotBeDecodedAndSaysSo() {
        let decoded = TextDecoder(containerLabel: "shift_jis").decode(
            Array("abc".utf8) + [0x81] + Array(" d".utf8) + [0xFC, 0xFC])
        #expect(decoded.diagnostics.map(\.code) == ["reading.encoding-repaired"])
        #expect(String(decoding: decoded.utf8, as: UTF8.self).contains("abc"))
        let cut = TextDecoder().decode(Array("Äpfel, Öl und Übermut".utf8) + [0xC3])
        #expect(cut.encoding.name == "utf-8" && cut.diagnostics.map(\.code) == ["reading.encoding-repaired"])
    }
}
