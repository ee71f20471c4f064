import ClewKit
import ClewShell
import Testing

@Suite struct OutputTests {
    @Test(arguments: [
        ("plain", "plain"), ("a\u{1b}[31mred", "a\\u{1b}[31mred"), ("two\nlines\tand a tab", "two lines and a tab"),
        ("nul\u{0}", "nul\\u{0}"), ("c1\u{9b}", "c1\\u{9b}"), ("right\u{202e}left", "right\\u{202e}left"),
        ("Zoë 東京 🎉", "Zoë 東京 🎉"),
    ])
    func nothingSteersATerminal(text: String, safe: String) {
        #expect(TerminalText.sanitized(text) == safe)
    }

    @Test func rowsKeepTheirTabsAndLines() {
        let rows = "x\ty\na\u{1b}[31m\tb\n"
        #expect(TerminalText.sanitizedLines(rows, keepingTabs: true) == "x\ty\na\\u{1b}[31m\tb\n")
        #expect(TerminalText.sanitizedLines("one\n\ntwo") == "one\n\ntwo\n")
        #expect(TerminalText.sanitizedLines("") == "")
    }

    @Test(arguments: [("abc", 3), ("東京", 4), ("e\u{301}", 1), ("🎉", 2), ("", 0)])
    func widthIsInColumns(text: String, width: Int) {
        #expect(TerminalText.width(text) == width)
    }

    @Test func tablesFitTheTerminal() {
        var table = Table(["who", "what"])
        table.add(["Acme", String(repeating: "long ", count: 40)])
        table.add(["東京電力", "x"])
        for line in table.rendered(columns: 40).split(separator: "\n") {
            #expect(TerminalText.width(String(line)) <= 40)
        }
        #expect(table.rendered(columns: nil).contains(String(repeating: "long ", count: 40)))
    }

    static let rows: [[Term]] = [
        [.text("a,\"b\""), .integer(-3)], [.text("=1+1"), .decimal(0.5)], [.text("tab\tline\nend"), .boolean(true)],
    ]

    @Test(arguments: [
        (RowFormat.csv, "x,y\n\"a,\"\"b\"\"\",-3\n'=1+1,0.5\n\"tab\tline\nend\",true\n"),
        (RowFormat.tsv, "x\ty\na,\"b\"\t-3\n=1+1\t0.5\ntab\\tline\\nend\ttrue\n"),
        (
            RowFormat.jsonl,
            """
            {"x":"a,\\"b\\"","y":-3}
            {"x":"=1+1","y":0.5}
            {"x":"tab\\tline\\nend","y":true}

            """
        ),
        (
            RowFormat.json,
            """
            [
              {"x":"a,\\"b\\"","y":-3},
              {"x":"=1+1","y":0.5},
              {"x":"tab\\tline\\nend","y":true}
            ]

            """
        ),
    ])
    func rowsInEachFormat(format: RowFormat, expected: String) {
        let text = RowWriter(format: format, columns: nil).text(headings: ["x", "y"], rows: Self.rows)
        #expect(text == expected)
    }

    @Test func noRowsAreStillWellFormed() {
        func text(_ format: RowFormat) -> String {
            RowWriter(format: format, columns: nil).text(headings: ["x"], rows: [])
        }
        #expect(text(.json) == "[]\n")
        #expect(text(.jsonl).isEmpty)
        #expect(text(.csv) == "x\n")
        #expect(text(.table).isEmpty)
    }

    @Test func caretsStandUnderThePlace() {
        let source = "?- released(?who, ?what).\n?- relesed(東京, ?x)."
        let place = Diagnostic.Place(line: 2, column: 4, range: TextRange(29, 36))
        let diagnostic = Diagnostic(
            code: "query.unknown-relation", severity: .error, message: "no relation is called relesed", source: "q.dl",
            place: place, repair: "did you mean released?")
        let expected = """
            error: no relation is called relesed [query.unknown-relation]
              q.dl:2:4
              | ?- relesed(東京, ?x).
              |    ^~~~~~~
              did you mean released?

            """
        let sources = [SourceText(source, name: "q.dl")]
        #expect(DiagnosticText.rendered(diagnostic, sources: sources) == expected)
    }
}
