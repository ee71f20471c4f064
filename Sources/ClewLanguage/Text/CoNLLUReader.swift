import ClewModel

/// Reads CoNLL-U line by line; `CoNLLU.read` is its door.
struct CoNLLUReader {
    /// A line of the sentence at hand that holds a word.
    private struct Row {
        /// The word's number in the input, above that of the row before.
        var id: Int
        var token: Token
        var head: Int?
        var entity: String
        var line: Int
    }

    /// A multi-word token of the sentence at hand by the numbers of its words.
    private struct Surface {
        var first: Int
        var last: Int
        var form: String
        var spaceAfter: Bool
    }

    private let source: String?
    private var document = CoNLLU.Document(text: "", sentences: [], comments: [], diagnostics: [])
    private var offset = 0
    private var block = -1
    private var rows: [Row] = []
    private var comments: [String] = []
    private var surfaces: [Surface] = []
    /// Index in `rows` by the word's number.
    private var indices: [Int: Int] = [:]

    init(source: String?) { self.source = source }

    /// Takes one line; `number` counts from 1.
    mutating func read(_ line: Substring, number: Int) {
        let bytes = line.utf8
        if bytes.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) { return endSentence() }
        if bytes.first == UInt8(ascii: "#") {
            let comment = bytes.dropFirst()
            let hasSpace = comment.first == UInt8(ascii: " ")
            return comments.append(String(Substring(hasSpace ? comment.dropFirst() : comment)))
        }
        let columns = bytes.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map(Substring.init)
        guard columns.count == 10 else {
            return report(number, "a line has \(columns.count) columns, not 10", "part the columns by one tab each")
        }
        guard !columns[1].isEmpty else { return report(number, "a word has no form", "write `_` for a missing value") }
        if columns[0].contains(".") { return }
        columns[0].contains("-") ? readSurface(columns, number: number) : readWord(columns, number: number)
    }

    /// The document, after the last line.
    mutating func finished() -> CoNLLU.Document {
        endSentence()
        return document
    }

    private mutating func readSurface(_ columns: [Substring], number: Int) {
        let ids = columns[0].split(separator: "-").compactMap { Int($0) }
        let before = max(rows.last?.id ?? 0, surfaces.last?.last ?? 0)
        guard ids.count == 2, ids[0] > before, ids[1] > ids[0], ids[1] - ids[0] < 64 else {
            return report(
                number, "`\(columns[0])` is no range of the words that follow", "write it as `3-4` before word 3")
        }
        surfaces.append(
            Surface(
                first: ids[0], last: ids[1], form: String(columns[1]), spaceAfter: !Self.forbidsSpace(columns[9])))
    }

    private mutating func readWord(_ columns: [Substring], number: Int) {
        guard let id = Int(columns[0]), id > rows.last?.id ?? 0 else {
            return report(number, "`\(columns[0])` is no number above the last word's", "number the words from 1")
        }
        func value(_ index: Int) -> String { columns[index] == "_" ? "" : String(columns[index]) }
        let head = Int(columns[6])
        if columns[6] != "_", head == nil {
            report(number, "`\(columns[6])` is no head", "write the number of a word, 0 for the root or `_`")
        }
        let entity = columns[9].split(separator: "|").first { $0.hasPrefix("Entity=") }?.dropFirst(7) ?? ""
        let token = Token(
            form: String(columns[1]), lemma: columns[1] == "_" ? "_" : value(2),
            upos: columns[3] == "_" ? "X" : String(columns[3]), xpos: value(4), relation: value(7),
            range: TextRange(0, 0), spaceAfter: !Self.forbidsSpace(columns[9]))
        indices[id] = rows.count
        rows.append(Row(id: id, token: token, head: head, entity: String(entity), line: number))
    }

    private static func forbidsSpace(_ misc: Substring) -> Bool {
        misc.split(separator: "|").contains("SpaceAfter=No")
    }

    private mutating func report(_ line: Int, _ message: String, _ repair: String) {
        document.diagnostics.append(
            Diagnostic(
                code: "conllu.malformed-line", severity: .warning, message: message, source: source,
                place: .init(line: line, column: 1), repair: repair))
    }
}

// MARK: - Sentences

extension CoNLLUReader {
    private mutating func endSentence() {
        defer { (rows, comments, surfaces, indices) = ([], [], [], [:]) }
        guard !rows.isEmpty else { return }
        let opensBlock = comments.contains { $0.hasPrefix("newpar") || $0.hasPrefix("newdoc") }
        if block < 0 || opensBlock {
            block += 1
            if !document.text.isEmpty { appendToText("\n") }
        } else if let last = document.sentences.last?.tokens.last, last.spaceAfter {
            appendToText(" ")
        }
        let start = offset
        var tokens = rows.map(\.token)
        let multiWordTokens = place(&tokens)
        for index in tokens.indices { tokens[index].head = head(of: index) }
        document.sentences.append(
            Sentence(
                range: TextRange(start, offset), block: block, tokens: tokens, multiWordTokens: multiWordTokens,
                names: names()))
        document.comments.append(comments)
    }

    /// Appends the surface tokens to the text and gives the words their ranges.
    private mutating func place(_ tokens: inout [Token]) -> [MultiWordToken] {
        var multiWordTokens: [MultiWordToken] = []
        var waiting = surfaces[...]
        var index = 0
        while index < tokens.count {
            // A surface token whose words are all missing has nothing to stand for.
            while let surface = waiting.first, surface.last < rows[index].id { waiting.removeFirst() }
            var end = index + 1
            if let surface = waiting.first, surface.first <= rows[index].id {
                waiting.removeFirst()
                end = rows[index...].firstIndex { $0.id > surface.last } ?? rows.count
                multiWordTokens.append(MultiWordToken(words: index..<end, form: surface.form))
                place(surface, over: index..<end, in: &tokens)
            } else {
                tokens[index].range = appendToText(tokens[index].form)
            }
            if tokens[end - 1].spaceAfter, end < tokens.count { appendToText(" ") }
            index = end
        }
        return multiWordTokens
    }

    /// Words whose forms make up the surface token have ranges of their own, others share its range.
    private mutating func place(_ surface: Surface, over words: Range<Int>, in tokens: inout [Token]) {
        let whole = appendToText(surface.form)
        let together = tokens[words].map(\.form).joined().unicodeScalars
        let isWhole = together.elementsEqual(surface.form.unicodeScalars)
        var start = whole.start
        for word in words {
            let end = start + tokens[word].form.unicodeScalars.count
            tokens[word].range = isWhole ? TextRange(start, end) : whole
            tokens[word].spaceAfter = word == words.upperBound - 1 && surface.spaceAfter
            start = end
        }
    }

    @discardableResult
    private mutating func appendToText(_ part: String) -> TextRange {
        let start = offset
        document.text += part
        offset += part.unicodeScalars.count
        return TextRange(start, offset)
    }

    /// The head of a word as an index: -1 for the root and where none is given.
    private mutating func head(of index: Int) -> Int {
        guard let head = rows[index].head, head != 0 else { return -1 }
        guard let target = indices[head], target != index else {
            report(
                rows[index].line, "head \(head) is no other word of the sentence", "write the number of one, or 0")
            return -1
        }
        return target
    }

    /// Names from `Entity=`: `(PER` opens one, `PER)` closes the last one open of its type, `(PER)` is one word. Other
    /// types, and names within names, are left out.
    private func names() -> [NameSpan] {
        var open: [(type: EntityType, start: Int)] = []
        var names: [NameSpan] = []
        for (index, row) in rows.enumerated() where !row.entity.isEmpty {
            for part in Self.brackets(row.entity) {
                guard let type = EntityType(label: part.label) else { continue }
                // More than a few open at once are never closed: a bound keeps the time linear.
                if part.opens, open.count < 32 { open.append((type, index)) }
                guard part.closes, let last = open.lastIndex(where: { $0.type == type }) else { continue }
                let start = open.remove(at: last).start
                while let inner = names.last, inner.words.lowerBound >= start { names.removeLast() }
                names.append(NameSpan(words: start..<index + 1, type: type))
            }
        }
        return names
    }

    /// The brackets of one word's `Entity=` in order: `(PER`, `PER)`, `(PER)`, several without space.
    private static func brackets(_ entity: String) -> [(label: String, opens: Bool, closes: Bool)] {
        var parts: [(label: String, opens: Bool, closes: Bool)] = []
        var label = ""
        var opens = false
        for character in entity {
            if character == "(" {
                if opens { parts.append((label, true, false)) }
                (label, opens) = ("", true)
            } else if character == ")" {
                parts.append((label, opens, true))
                (label, opens) = ("", false)
            } else {
                label.append(character)
            }
        }
        if opens { parts.append((label, true, false)) }
        return parts
    }
}
