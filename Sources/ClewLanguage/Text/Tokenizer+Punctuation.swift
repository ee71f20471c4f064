extension Tokenizer {
    /// The end of the token that starts at `start` with something else than a letter or digit.
    mutating func punctuationEnd(from start: Int, in stretch: Range<Int>, isFirst: Bool) -> Int {
        let end = stretch.upperBound
        let value = text.scalars[start]
        if let end = emoticonEnd(from: start, to: end) { return end }
        switch value {
        case 0x2E, 0x2026:  // . …
            return stopEnd(from: start, to: end, isFirst: isFirst)
        case 0x21, 0x3F, 0xFF01, 0xFF1F, 0x203D:  // ! ?
            return runEnd(from: start, to: end) { Self.isSentencePunctuation($0) }
        case 0x27, 0x2018, 0x2019, 0x60, 0xB4:
            return singleQuoteEnd(from: start, in: stretch, isFirst: isFirst)
        case 0x23, 0x40:  // #tag, @handle
            if text.has(.letter, at: start + 1, before: end), start == stretch.lowerBound || isFirst {
                return handleEnd(from: start + 1, to: end)
            }
        case 0x2B where isFirst && text.has(.digit, at: start + 1, before: end):  // +44, +1-800-555-1234
            return runEnd(from: start + 1, to: end, while: { $0 == 0x2D || (48...57).contains($0) })
        case 0x5B where isEllipsisInBrackets(start, to: end):  // [...]
            return start + 5
        case 0x28, 0x29, 0x5B, 0x5D, 0x22, 0x25, 0x3A, 0x3B, 0x201C, 0x201D:
            return start + 1
        default:
            break
        }
        if text.traits[start].contains(.pictograph) { return pictographEnd(from: start, to: end) }
        if let end = arrowEnd(from: start, to: end) { return end }
        let same = runEnd(from: start, to: end) { $0 == value }
        return text.run(of: .mark, from: value < 0x80 || Self.isDash(value) ? same : start + 1, to: end)
    }

    private func runEnd(from start: Int, to end: Int, while belongs: (UInt32) -> Bool) -> Int {
        var position = start
        while position < end, belongs(text.scalars[position]) { position += 1 }
        return max(position, start + 1)
    }

    private static func isSentencePunctuation(_ value: UInt32) -> Bool {
        value == 0x21 || value == 0x3F || value == 0x2E || value == 0x2026 || value == 0xFF01 || value == 0xFF1F
            || value == 0x203D
    }

    private static func isDash(_ value: UInt32) -> Bool {
        (0x2010...0x2015).contains(value) || value == 0x2212 || value == 0x2E3A
    }

    /// `...` and `.?` are one token; `.5` and `.doc` start with their full stop.
    private func stopEnd(from start: Int, to end: Int, isFirst: Bool) -> Int {
        let run = runEnd(from: start, to: end) { Self.isSentencePunctuation($0) }
        guard run == start + 1, isFirst, text.scalars[start] == 0x2E else { return run }
        if text.has(.digit, at: run, before: end) {
            let digits = text.run(of: .digit, from: run, to: end)
            return text.has(.letter, at: digits, before: end) ? run : digits
        }
        let letters = text.run(of: .letter, from: run, to: end)
        return letters > run && WordLists.fileExtensions.contains(text.key(run..<letters)) ? letters : run
    }

    /// A single quotation mark opens, closes, doubles, or stands for what was left out of `'em` and `'90s`.
    private mutating func singleQuoteEnd(from start: Int, in stretch: Range<Int>, isFirst: Bool) -> Int {
        let end = stretch.upperBound
        if start + 1 < end, ScalarText.isApostrophe(text.scalars[start + 1]) || text.scalars[start + 1] == 0x2018 {
            return start + 2
        }
        guard text.scalars[start] != 0x2018, isFirst else {
            isQuoteOpen = text.scalars[start] == 0x2018 && text.has(.alphanumeric, at: start + 1, before: end)
            return start + 1
        }
        let wordEnd = text.run(of: .letter, from: start + 1, to: end)
        if wordEnd > start + 1, WordLists.clipped.contains(text.key(start + 1..<wordEnd)) {
            // `rock 'n' roll`
            let isClippedTwice = wordEnd == start + 2 && wordEnd < end && ScalarText.isApostrophe(text.scalars[wordEnd])
            return isClippedTwice ? wordEnd + 1 : wordEnd
        }
        let digitsEnd = text.run(of: .digit, from: start + 1, to: end)
        if digitsEnd == start + 3 {  // '90s, '05
            let suffixEnd = text.isASCII("s", at: digitsEnd, before: end) ? digitsEnd + 1 : digitsEnd
            if !text.has(.alphanumeric, at: suffixEnd, before: end) { return suffixEnd }
        }
        isQuoteOpen = text.has(.alphanumeric, at: start + 1, before: end)
        return start + 1
    }

    private func handleEnd(from start: Int, to end: Int) -> Int {
        var position = start
        while position < end,
            text.scalars[position] == 0x5F || text.has([.letter, .digit, .mark], at: position, before: end)
        {
            position += 1
        }
        return position
    }

    private func isEllipsisInBrackets(_ start: Int, to end: Int) -> Bool {
        start + 4 < end && text.scalars[start + 1...start + 3].allSatisfy { $0 == 0x2E }
            && text.scalars[start + 4] == 0x5D
    }

    /// `->`, `==>`, `<--`.
    private func arrowEnd(from start: Int, to end: Int) -> Int? {
        let shaft = text.scalars[start]
        if shaft == 0x2D || shaft == 0x3D {
            let head = runEnd(from: start, to: end) { $0 == shaft }
            return text.isASCII(">", at: head, before: end) ? runEnd(from: head, to: end) { $0 == 0x3E } : nil
        }
        guard shaft == 0x3C, start + 1 < end, text.scalars[start + 1] == 0x2D else { return nil }
        return runEnd(from: start + 1, to: end) { $0 == 0x2D }
    }

    /// An emoji with what combines with it: modifiers, variation selectors, joined emoji, the pair of a flag.
    private func pictographEnd(from start: Int, to end: Int) -> Int {
        var position = start + 1
        let isFlag = { (value: UInt32) in (0x1F1E6...0x1F1FF).contains(value) }
        if isFlag(text.scalars[start]), position < end, isFlag(text.scalars[position]) { return position + 1 }
        while position < end {
            if text.traits[position].contains(.mark) {
                position += 1
            } else if text.scalars[position - 1] == 0x200D, text.traits[position].contains(.pictograph) {
                position += 1
            } else {
                return position
            }
        }
        return position
    }

    /// `:-)`, `;)`, `:P`, `=(`, `^_^`, `<3`: eyes, an optional nose and a mouth, with nothing but punctuation after.
    private func emoticonEnd(from start: Int, to end: Int) -> Int? {
        let value = text.scalars[start]
        if value == 0x5E { return text.isASCII("_", at: start + 1, before: end) ? caretFaceEnd(start, to: end) : nil }
        if value == 0x3C, text.isASCII("3", at: start + 1, before: end) {
            return text.has(.alphanumeric, at: start + 2, before: end) ? nil : start + 2
        }
        if value == 0x28, text.isASCII(":", at: start + 1, before: end) || text.isASCII(";", at: start + 1, before: end)
        {
            return start + 2 == end ? end : nil
        }
        guard value == 0x3A || value == 0x3B || value == 0x3D else { return nil }
        var mouth = start + 1
        while mouth < end, mouth <= start + 2, [0x2D, 0x27, 0x6F, 0x5E].contains(text.scalars[mouth]) { mouth += 1 }
        guard mouth < end else { return nil }
        switch text.scalars[mouth] {
        case 0x29, 0x28, 0x5D, 0x7C:  // ) ( ] |
            var face = mouth + 1
            while face < end, text.scalars[face] == text.scalars[mouth] { face += 1 }
            return text.has(.alphanumeric, at: face, before: end) ? nil : face
        case 0x44, 0x50, 0x70, 0x4F, 0x6F, 0x2F, 0x5C, 0x2A, 0x33, 0x53:  // D P p O o / \ * 3 S
            let next = mouth + 1
            guard next == end || Self.isSentencePunctuation(text.scalars[next]) else { return nil }
            return mouth == start + 1 && start > 0 && text.traits[start - 1].contains(.digit) ? nil : next
        default:
            return nil
        }
    }

    private func caretFaceEnd(_ start: Int, to end: Int) -> Int? {
        let close = runEnd(from: start + 1, to: end) { $0 == 0x5F }
        return text.isASCII("^", at: close, before: end) ? close + 1 : nil
    }
}
