import ClewLanguage
import ClewModel
import Testing

@Suite struct EnglishCheckTests {
    private func isForeign(_ text: String) -> Bool {
        EnglishCheck.isForeign(TextSegmenter().sentences(in: text).sentences)
    }

    static let german = """
        Der Stadtrat hat am Montag beschlossen, die alte Brücke am Hafen noch in diesem Jahr zu erneuern. Die Arbeiten \
        sollen im Herbst beginnen und rund zwei Jahre dauern. Anwohner fürchten, dass der Verkehr während der Bauzeit \
        durch ihre Straßen geleitet wird. Eine Sprecherin der Stadt sagte, man werde einen Plan vorlegen, der den Lärm \
        begrenzt. Die Kosten trägt zur Hälfte das Land. Ob das Geld reicht, ist offen, denn der Preis für Stahl steigt.
        """

    static let english = """
        The city council decided on Monday to renew the old bridge at the port this year. The works are to begin in \
        autumn and will take about two years. Residents fear that the traffic will be led through their streets while \
        the bridge is closed. A spokeswoman of the city said that a plan would be presented which limits the noise. \
        Half of the costs are paid by the state. Whether the money is enough is open, as the price of steel rises.
        """

    @Test func tellsEnglishFromOthers() {
        #expect(isForeign(Self.german))
        #expect(!isForeign(Self.english))
        #expect(!isForeign(Self.english.uppercased()))
    }

    @Test func shortTextsAreTakenForEnglish() {
        #expect(!isForeign("Kein Wort davon."))
        #expect(!isForeign(""))
        #expect(!isForeign("Le Monde said that the Los Angeles office of El Al in the Van Nuys district is to close."))
    }

    @Test func shortTextsThatShowAnotherLanguageAreForeign() {
        #expect(isForeign("La ville a décidé lundi que le pont sur le canal est fermé pour les camions et les bus."))
        #expect(isForeign("市议会周一决定今年翻修港口的旧桥。"))
        #expect(isForeign("Городской совет решил в понедельник починить старый мост."))
    }

    @Test func whatIsNotEnglishGivesNoStatementsAndSaysSo() throws {
        let article = Article(id: "g", origin: "g.txt", format: "text", contentHash: "", text: Self.german)
        let result = try LanguageAnalyzer().analyze(article)
        #expect(result.analyzed.sentences.isEmpty)
        #expect(result.diagnostics.map(\.code) == ["language.not-english"])
    }
}
