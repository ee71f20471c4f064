import ClewGraph
import ClewModel
import Foundation
import Testing

/// One story in many papers: what is recognised, what is not, and that neither the order of ingest nor a source that was
/// taken away again leaves a trace.
@Suite struct CopyTests {
    /// Words in an order that a seed decides (xorshift; Marsaglia 2003).
    struct Words {
        var state: UInt64

        mutating func next(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }

        mutating func text(_ count: Int) -> [String] {
            (0..<count).map { _ in
                let first = "bcdfghklmnprstvw".map(String.init), second = "aeiou".map(String.init)
                return (0..<2 + next(2)).map { _ in first[next(first.count)] + second[next(second.count)] }.joined()
            }
        }
    }

    static func document(_ id: String, _ words: [String], published: String? = nil) -> (Article, Extraction) {
        let text = words.joined(separator: " ") + "."
        let article = Article(
            id: id, origin: id, format: "text", contentHash: ContentHash.sha256(text.utf8), url: nil,
            published: published.flatMap(CalendarDate.init(iso:)), text: text)
        let acme = DocumentEntity(
            name: "Acme", type: .organization,
            mentions: [Mention(sentence: 0, words: 0..<1, head: 0, kind: .name, text: "Acme")])
        let evidence = Evidence(sentence: String(text.prefix(40)), range: TextRange(0, 40), rule: "verb")
        let end = Argument(referent: .entity(0), text: "Acme", range: nil)
        let object = Argument(referent: .literal(.text(words[0])), text: words[0], range: nil)
        return (
            article,
            Extraction(
                entities: [acme],
                statements: [Statement(subject: end, predicate: "say", object: object, evidence: evidence)])
        )
    }

    /// Which source is a copy of which.
    static func copies(_ file: GraphFile) throws -> [String] {
        try file.load(announceable: []).sources.map { "\($0.key) \($0.copyOf ?? "-")" }
    }

    @Test func `A wire story in many papers is one piece of evidence with many places`() throws {
        var words = Words(state: 7)
        let story = words.text(300)
        let file = try GraphFile()
        let wire = Self.document("wire", story, published: "2026-04-02")
        #expect(try file.add(article: wire.0, extraction: wire.1) == .added)
        for paper in 0..<40 {
            // A line of the paper's own at the end, another first word, a paragraph cut off.
            let printed = [story[0]] + story.dropFirst().dropLast(paper / 2) + words.text(12)
            let copy = Self.document("paper\(paper)", printed, published: "2026-04-03")
            #expect(try file.add(article: copy.0, extraction: copy.1) == .copy(of: "wire"))
        }
        let graph = try file.load(announceable: [])
        #expect(graph.statementCount == 1 && graph.evidenceCount == 1)
        #expect(graph.evidence(of: 0).first?.copies.count == 40)
        #expect(graph.confidence(of: 0) == wire.1.statements[0].confidence)
        // Without the wire's own, the first paper's stands in its place.
        try file.forget(source: "wire")
        let rest = try file.load(announceable: [])
        #expect(rest.evidenceCount == 1 && rest.evidence(of: 0).first?.source.key == "paper0")
    }

    @Test func `Reports from one template, quotations and short texts stay apart`() throws {
        var words = Words(state: 11)
        let template = words.text(240)
        let file = try GraphFile()
        for day in 0..<3 {
            // Every eleventh word is the day's own, as names and figures are.
            let report = template.enumerated().map { $0.offset % 11 == 0 ? "\($0.element)\(day)" : $0.element }
            let document = Self.document("report\(day)", report)
            #expect(try file.add(article: document.0, extraction: document.1) == .added)
        }
        let quoting = Self.document("quoting", words.text(150) + template.prefix(90) + words.text(100))
        #expect(try file.add(article: quoting.0, extraction: quoting.1) == .added)
        for (id, last) in [("short1", "one"), ("short2", "two")] {
            let short = Self.document(id, template.prefix(20) + [last])
            #expect(try file.add(article: short.0, extraction: short.1) == .added)
        }
    }

    @Test func `Which source is a copy depends on the set of sources alone`() throws {
        var words = Words(state: 23)
        for _ in 0..<12 {
            // Chains of versions, each a little further from the first.
            var documents: [(Article, Extraction)] = []
            for story in 0..<3 {
                var text = words.text(120)
                for version in 0..<4 {
                    let day = "2026-04-\(10 + words.next(9))"
                    documents.append(
                        Self.document("s\(story)v\(version)", text, published: words.next(3) == 0 ? nil : day))
                    for _ in 0..<words.next(5) { text[words.next(text.count)] = words.text(1)[0] }
                    text.removeLast(words.next(10))
                }
            }
            let once = try GraphFile()
            for document in documents { try once.add(article: document.0, extraction: document.1) }
            let expected = try Self.copies(once)
            let again = try GraphFile()
            let extra = Self.document("extra", words.text(100))
            try again.add(article: extra.0, extraction: extra.1)
            for place in documents.indices.reversed() {
                // An earlier version under the same name is replaced.
                let old = Self.document(documents[place].0.id, words.text(80))
                if words.next(2) == 0 { try again.add(article: old.0, extraction: old.1) }
                try again.add(article: documents[place].0, extraction: documents[place].1)
            }
            try again.forget(source: "extra")
            #expect(try Self.copies(again) == expected)
        }
    }
}
