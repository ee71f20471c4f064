import ClewModel

/// From text to sentences of words, as the English Universal Dependencies treebanks (EWT, GUM) draw them.
///
/// White space and blocks part paragraphs (`Paragraphs`), rules find the surface tokens (`Tokenizer`), a trained
/// classifier the ends of sentences between them (`BoundaryModel`), and contractions become words (`Contractions`).
/// Every scalar but white space lies in exactly one word, and a word's form is the text of its range. Time and memory
/// are linear in the text. Tags, heads and lemmas are left as `Token` sets them.
public struct TextSegmenter: Sendable {
    /// Sentences in order of reading, and what was done to get them.
    public struct Segmentation: Sendable {
        /// The sentences.
        public var sentences: [Sentence]
        /// `language.sentence-split` when sentences had to be split for their length, `language.code-left-out` when
        /// paragraphs of program code have none.
        public var diagnostics: [Diagnostic]
    }

    /// The sentences found so far, and those split for their length.
    private struct Findings {
        var sentences: [Sentence] = []
        var splitCount = 0
        var firstSplit: TextRange?
        var codeCount = 0
        var firstCode: TextRange?
    }

    private let sentenceWordsMax: Int
    private let model: BoundaryModel

    /// A segmenter that keeps `limits.sentenceWordsMax`, at least two words.
    public init(limits: Limits = .standard) {
        sentenceWordsMax = max(2, limits.sentenceWordsMax)
        model = .builtIn
    }

    /// The sentences of an article. None crosses a block, and blocks of kind `byline` and paragraphs of program code
    /// have none; an article without blocks is read as plain text. Ranges are those of `article.text`.
    public func sentences(in article: Article) -> Segmentation {
        let scalars = article.text.unicodeScalars.map(\.value)
        var findings = Findings()
        if article.blocks.isEmpty {
            read(ScalarText(scalars: scalars), block: 0, leavesCode: true, into: &findings)
        }
        for (index, block) in article.blocks.enumerated() where block.kind != .byline {
            let start = min(block.range.start, scalars.count)
            let end = min(block.range.end, scalars.count)
            read(
                ScalarText(scalars: Array(scalars[start..<end]), base: start), block: index, leavesCode: true,
                into: &findings)
        }
        return segmentation(findings, source: article.origin)
    }

    /// The sentences of plain text: a blank line ends one, and so does a line feed unless the text is wrapped to a
    /// width. All get `block` as the index of their block.
    public func sentences(in text: String, block: Int = 0) -> Segmentation {
        var findings = Findings()
        read(ScalarText(scalars: text.unicodeScalars.map(\.value)), block: block, into: &findings)
        return segmentation(findings, source: nil)
    }

    private func read(_ text: ScalarText, block: Int, leavesCode: Bool = false, into findings: inout Findings) {
        let tokens = Tokenizer.tokens(in: text)
        var first = 0
        for paragraph in Paragraphs.ranges(in: text) {
            var last = first
            while last < tokens.count, tokens[last].lowerBound < paragraph.upperBound { last += 1 }
            if leavesCode, CodeCheck.isCode(paragraph, of: text) {
                findings.codeCount += 1
                findings.firstCode =
                    findings.firstCode
                    ?? TextRange(text.base + paragraph.lowerBound, text.base + paragraph.upperBound)
            } else {
                read(tokens[first..<last], of: text, block: block, into: &findings)
            }
            first = last
        }
    }

    /// Splits one paragraph's tokens into sentences.
    private func read(
        _ tokens: ArraySlice<Range<Int>>, of text: ScalarText, block: Int, into findings: inout Findings
    ) {
        let margins = model.margins(BoundaryFeatures(tokens: tokens, in: text), tokens: tokens.count)
        let words = SentenceWords(text: text, block: block)
        var start = 0
        for place in ends(of: tokens, margins: margins, in: text) {
            let surface = tokens[tokens.startIndex + start...tokens.startIndex + place]
            let parts = SentenceParts(cuts: surface.map { Contractions.cuts(of: $0, in: text) })
            let ends = parts.ends(wordsMax: sentenceWordsMax, margins: margins.dropFirst(start))
            var from = 0
            for end in ends {
                let part = surface[surface.startIndex + from..<surface.startIndex + end]
                findings.sentences.append(words.sentence(part, cuts: parts.cuts[from..<end]))
                from = end
            }
            if ends.count > 1 {
                findings.splitCount += 1
                findings.firstSplit = findings.firstSplit ?? words.range(of: surface)
            }
            start = place + 1
        }
    }

    /// The places of the last tokens of a paragraph's sentences. A sentence that ends before numbers of notes,
    /// `war.[12][13]`, ends after them.
    private func ends(of tokens: ArraySlice<Range<Int>>, margins: [Float], in text: ScalarText) -> [Int] {
        let dateline = OpeningDateline.length(of: tokens, in: text)
        var ends: [Int] = dateline > 0 ? [dateline - 1] : []
        var isBeforeNote = false
        /// Where the sentence begins.
        var start = dateline
        for place in dateline..<tokens.count {
            let token = tokens[tokens.startIndex + place]
            let isStop = token.count == 1 && text.scalars[token.lowerBound] == 0x2E
            let next = tokens.startIndex + place + 1
            guard next < tokens.endIndex else { return ends + [place] }
            if isNote(at: tokens[next].lowerBound, in: text) {
                isBeforeNote = isBeforeNote || margins[place] > 0 || isStop
            } else if margins[place] > 0
                && !isComma(token, before: tokens[next], after: tokens[tokens.startIndex + start], in: text)
                && !(place == start && isFirstOfName(token, before: tokens[next], in: text))
                || isCompanyEnd(token, before: tokens[next], in: text)
                || (isBeforeNote && text.isASCII("]", at: token.lowerBound, before: text.count))
            {
                ends.append(place)
                start = place + 1
                isBeforeNote = false
            }
        }
        return ends
    }

    /// A comma within a line, where no sentence ends but a greeting: "Lee, Acme's chairman, left".
    private func isComma(
        _ token: Range<Int>, before next: Range<Int>, after first: Range<Int>, in text: ScalarText
    ) -> Bool {
        text.isASCII(",", at: token.lowerBound, before: token.upperBound)
            && !(token.upperBound..<next.lowerBound).contains { Paragraphs.isLineEnd(text.scalars[$0]) }
            && !WordLists.greetings.contains(text.key(first))
    }

    /// "Harbour Light's chair left": a word alone that a word with a capital follows in its line is no sentence.
    private func isFirstOfName(_ token: Range<Int>, before next: Range<Int>, in text: ScalarText) -> Bool {
        text.has(.letter, at: token.upperBound - 1, before: token.upperBound)
            && text.has(.upper, at: next.lowerBound, before: next.upperBound)
            && !WordLists.openings.contains(text.string(next))
            && !(token.upperBound..<next.lowerBound).contains { Paragraphs.isLineEnd(text.scalars[$0]) }
    }

    /// "Acme & Co. The deal …": no company's name goes on with a pronoun or article that has a capital.
    private func isCompanyEnd(_ token: Range<Int>, before next: Range<Int>, in text: ScalarText) -> Bool {
        text.isASCII(".", at: token.upperBound - 1, before: token.upperBound) && (3...5).contains(token.count)
            && WordLists.companyForms.contains(text.key(token)) && WordLists.openings.contains(text.string(next))
    }

    /// Whether the number of a note, `[12]`, starts there right after something.
    private func isNote(at start: Int, in text: ScalarText) -> Bool {
        guard start > 0, text.scalars[start] == 0x5B, !text.traits[start - 1].contains(.space) else { return false }
        let end = text.run(of: .digit, from: start + 1, to: min(text.count, start + 6))
        return end > start + 1 && text.isASCII("]", at: end, before: text.count)
    }

    private func segmentation(_ findings: Findings, source: String?) -> Segmentation {
        Segmentation(
            sentences: findings.sentences,
            diagnostics: [splitDiagnostic(findings, source), codeDiagnostic(findings, source)].compactMap { $0 })
    }

    private func codeDiagnostic(_ findings: Findings, _ source: String?) -> Diagnostic? {
        guard let first = findings.firstCode else { return nil }
        let passages =
            findings.codeCount == 1
            ? "a passage looks like program code and was not read, "
            : "\(findings.codeCount) passages look like program code and were not read, the first "
        return Diagnostic(
            code: "language.code-left-out", severity: .note,
            message: passages + "at characters \(first.start) to \(first.end) of the text", source: source,
            repair: "nothing to do, unless it has sentences that matter: give those as a text of their own")
    }

    private func splitDiagnostic(_ findings: Findings, _ source: String?) -> Diagnostic? {
        guard let first = findings.firstSplit else { return nil }
        let sentences = findings.splitCount == 1 ? "a sentence" : "\(findings.splitCount) sentences"
        return Diagnostic(
            code: "language.sentence-split", severity: .note,
            message: "\(sentences) of more than \(sentenceWordsMax) words had to be split, the first at characters "
                + "\(first.start) to \(first.end) of the text",
            source: source,
            repair: "raise the limit of words in a sentence if the text has sentences of that length")
    }
}
