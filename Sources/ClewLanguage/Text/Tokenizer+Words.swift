extension Tokenizer {
    /// The end of the word or number that starts at `start`.
    func wordEnd(from start: Int, in stretch: Range<Int>) -> Int {
        let end = stretch.upperBound
        var position = start
        if text.traits[start].contains(.digit) {
            let number = number(from: start, to: end)
            if number.isWhole { return number.end }
            position = number.end
        }
        while true {
            position = text.run(of: [.letter, .digit, .numeric, .mark], from: position, to: end)
            guard position < end else { return position }
            switch joint(at: position, from: start, in: stretch) {
            case .joins(let next): position = next
            case .ends(let tokenEnd): return tokenEnd
            }
        }
    }

    /// What a mark after a run of letters does.
    private enum Joint {
        /// It belongs to the word, which may go on at the offset.
        case joins(Int)
        /// The word ends at the offset.
        case ends(Int)
    }

    private func joint(at position: Int, from start: Int, in stretch: Range<Int>) -> Joint {
        let end = stretch.upperBound
        let value = text.scalars[position]
        let goesOn = text.has(.alphanumeric, at: position + 1, before: end)
        switch value {
        case _ where ScalarText.isApostrophe(value):
            return apostrophe(at: position, from: start, to: end)
        case 0x2E:  // .
            return period(at: position, from: start, in: stretch)
        case 0x2D where goesOn, 0x2010 where goesOn, 0x2011 where goesOn:  // - ‐ ‑
            if let next = code(at: position, from: start, to: end) { return .joins(next) }
            return joinsHyphen(at: position, from: start, to: end) ? .joins(position + 1) : .ends(position)
        case 0x5F where goesOn:  // _
            return .joins(position + 1)
        case 0x26 where goesOn:  // &, as in AT&T
            return position - start <= 4 && isShortPart(after: position, to: end)
                ? .joins(position + 1) : .ends(position)
        case 0x2F:  // /, as in w/o
            return slash(at: position, from: start, to: end)
        case 0x24 where position - start <= 3 && isUpper(start..<position):  // $, as in US$
            return .ends(position + 1)
        case 0x2A where goesOn && text.has(.letter, at: position + 1, before: end):  // *, as in f*ck
            return .joins(position + 1)
        case 0x21 where isExclaimed(start..<position):  // Yahoo!
            return .ends(position + 1)
        case 0x2B where isLetterC(start..<position) && text.isASCII("+", at: position + 1, before: end):  // C++
            return .ends(position + 2)
        case 0x23 where isLetterC(start..<position) && !goesOn:  // C#
            return .ends(position + 1)
        default:
            return .ends(position)
        }
    }

    /// An apostrophe within a word belongs to it; after a final `s` or a clipped `in'` it does unless it may close a
    /// quotation.
    private func apostrophe(at position: Int, from start: Int, to end: Int) -> Joint {
        if text.has(.letter, at: position + 1, before: end) {
            return .joins(position + 1)
        }
        if position + 1 < end, ScalarText.isApostrophe(text.scalars[position + 1]) { return .ends(position) }
        guard !isQuoteOpen, position - start >= 2, text.scalars[position] != 0x60 else { return .ends(position) }
        let last = text.scalars[position - 1] | 0x20
        let beforeLast = text.scalars[position - 2] | 0x20
        let isClipped = last == 0x6E && beforeLast == 0x69 && position - start >= 4
        return last == 0x73 || isClipped ? .ends(position + 1) : .ends(position)
    }

    /// A hyphen stays after a prefix that makes no word of its own (`non-`, `e-mail`) and before a suffix of that kind
    /// (`-wise`); it parts all other compounds.
    private func joinsHyphen(at position: Int, from start: Int, to end: Int) -> Bool {
        guard text.has(.letter, at: start, before: end) else { return false }
        let nextEnd = text.run(of: .letter, from: position + 1, to: min(end, position + 8))
        if nextEnd - position <= 6, WordLists.joiningSuffixes.contains(text.key(position + 1..<nextEnd)) {
            return !text.isASCII("-", at: nextEnd, before: end)
        }
        guard position - start <= 8, WordLists.joiningPrefixes.contains(text.key(start..<position)) else {
            return false
        }
        let isNextCapital = text.has(.upper, at: position + 1, before: end)
        if position - start == 1 { return !isNextCapital && text.has(.letter, at: position + 1, before: end) }
        return !isUpper(start..<position) || isNextCapital
    }

    /// "CVE-2024-3094": capitals and two numbers with hyphens are one identifier. The offset of what follows its hyphen.
    private func code(at position: Int, from start: Int, to end: Int) -> Int? {
        let letters = text.run(of: .letter, from: start, to: end)
        guard (2...8).contains(letters - start), isUpper(start..<letters), letters < end,
            text.isASCII("-", at: letters, before: end)
        else { return nil }
        let first = text.run(of: .digit, from: letters + 1, to: end)
        guard first > letters + 1, text.isASCII("-", at: first, before: end) else { return nil }
        let second = text.run(of: .digit, from: first + 1, to: end)
        guard second > first + 1, position == letters || position == first else { return nil }
        return position + 1
    }

    private func isExclaimed(_ range: Range<Int>) -> Bool {
        range.count <= 8 && text.traits[range.lowerBound].contains(.upper)
            && WordLists.exclaimed.contains(text.key(range))
    }

    private func isLetterC(_ range: Range<Int>) -> Bool {
        range.count == 1 && text.scalars[range.lowerBound] | 0x20 == 0x63
    }

    private func slash(at position: Int, from start: Int, to end: Int) -> Joint {
        let partEnd = text.run(of: .letter, from: position + 1, to: end)
        guard partEnd - start <= 5, WordLists.slashed.contains(text.key(start..<partEnd)) else {
            return .ends(position)
        }
        return .joins(partEnd)
    }

    private func isShortPart(after position: Int, to end: Int) -> Bool {
        let partEnd = text.run(of: .alphanumeric, from: position + 1, to: end)
        return partEnd - position <= 4
    }

    private func isUpper(_ range: Range<Int>) -> Bool {
        range.allSatisfy { text.traits[$0].contains(.upper) }
    }
}

// MARK: - Full stops

extension Tokenizer {
    /// A full stop after a word belongs to it in abbreviations, initials, acronyms and names with dots.
    private func period(at position: Int, from start: Int, in stretch: Range<Int>) -> Joint {
        let end = stretch.upperBound
        guard position + 1 < end, text.has(.alphanumeric, at: position + 1, before: end) else {
            if text.isASCII(".", at: position + 1, before: end) {
                // `the U.S..` is an abbreviation and a full stop, `etc...` a word and an ellipsis.
                let isPair = !text.isASCII(".", at: position + 2, before: end)
                let isAcronym = position - start > 1 && isDotted(start..<position)
                return isPair && isAcronym ? .ends(position + 1) : .ends(position)
            }
            return ownsFinalPeriod(start..<position, in: stretch) ? .ends(position + 1) : .ends(position)
        }
        let partEnd = text.run(of: .alphanumeric, from: position + 1, to: end)
        if isDotted(start..<position), partEnd - position == 2, text.traits[position + 1].contains(.letter) {
            return .joins(position + 1)
        }
        if partEnd - start <= 6, WordLists.dottedAbbreviations.contains(text.key(start..<partEnd)) {
            return .joins(position + 1)
        }
        if position - start > 1, isDotted(start..<position) { return .ends(position + 1) }
        if text.traits[position - 1].contains(.digit), text.traits[position + 1].contains(.digit) {
            return .joins(position + 1)
        }
        if isAbbreviation(start..<position, next: position + 1) { return .ends(position + 1) }
        return .ends(position)
    }

    /// Whether a range is a few single letters parted by full stops: `U`, `U.S`.
    private func isDotted(_ range: Range<Int>) -> Bool {
        guard range.count % 2 == 1, range.count < 16 else { return false }
        return range.enumerated().allSatisfy { place, index in
            place % 2 == 0 ? text.traits[index].contains(.letter) : text.scalars[index] == 0x2E
        }
    }

    private func ownsFinalPeriod(_ word: Range<Int>, in stretch: Range<Int>) -> Bool {
        if word.count >= 3, text.scalars[word.upperBound - 2] == 0x2E { return true }
        if word.count <= 6, WordLists.dottedAbbreviations.contains(text.key(word)) { return true }
        let next = nextWord(after: word.upperBound + 1)
        if word.count == 1 { return isInitial(word.lowerBound, next: next, in: stretch) }
        return isAbbreviation(word, next: next)
    }

    /// A single letter with a full stop is an initial where a word follows; `I` and a unit after a number are none.
    private func isInitial(_ index: Int, next: Int?, in stretch: Range<Int>) -> Bool {
        guard let next, text.traits[index].contains(.letter) else { return false }
        if index > 0, text.traits[index - 1].contains(.digit) { return false }
        if text.traits[index].contains(.upper) {
            guard text.scalars[index] == 0x49 else { return true }
            return wordBeforeIsTitle(index) && text.traits[next].contains(.upper)
        }
        return text.has([.digit, .upper], at: next, before: text.count)
    }

    private func wordBeforeIsTitle(_ index: Int) -> Bool {
        guard let last = tokens.last else { return false }
        return text.traits[last.lowerBound].contains(.upper)
    }

    /// The first scalar that is no white space at or after `index`, within the next sixteen.
    private func nextWord(after index: Int) -> Int? {
        var position = index
        let limit = min(text.count, index + 16)
        while position < limit, text.traits[position].contains(.space) { position += 1 }
        return position < limit ? position : nil
    }

    /// Whether the word is written with a final full stop, given where the next word starts.
    private func isAbbreviation(_ word: Range<Int>, next: Int?) -> Bool {
        guard word.count <= 8, let kind = WordLists.abbreviations[text.key(word)] else { return false }
        let isTitle = text.traits[word.lowerBound].contains(.upper)
        switch kind {
        case .always: return true
        case .capitalised: return isTitle
        case .beforeNumber: return next.map { text.traits[$0].contains(.digit) } ?? false
        case .withinSentence: return next.map { !text.traits[$0].contains(.upper) } ?? false
        case .calendar: return isTitle && (next.map { !text.traits[$0].contains(.upper) } ?? false)
        case .afterComma:
            return isTitle && tokens.last.map { text.scalars[$0.lowerBound] == 0x2C } ?? false
        }
    }
}

// MARK: - Numbers

extension Tokenizer {
    /// The end of a number with its groups, `10,000.5`, `10:30`, `1/2`, `713-853-3989`, and whether it is a whole token:
    /// letters right after it make a word of it, as in `20th`, unless they are a unit, which is a token of its own.
    private func number(from start: Int, to end: Int) -> (end: Int, isWhole: Bool) {
        let firstEnd = text.run(of: .digit, from: start, to: end)
        if let end = groupedEnd(from: start, firstGroup: firstEnd, to: end) { return (end, true) }
        let position = decimalEnd(from: start, firstGroup: firstEnd, to: end)
        guard position < end else { return (position, true) }
        let lettersEnd = text.run(of: [.letter, .mark], from: position, to: end)
        guard lettersEnd > position else {
            let value = text.scalars[position]
            return (position, !(value == 0x5F || ScalarText.isApostrophe(value)))
        }
        let stopsAfter = !text.has(.digit, at: lettersEnd, before: end)
        return (position, stopsAfter && WordLists.units.contains(text.string(position..<min(lettersEnd, position + 8))))
    }

    /// Past the groups of digits that make one number, time or date with those before.
    private func decimalEnd(from start: Int, firstGroup: Int, to end: Int) -> Int {
        var position = firstGroup
        while position + 1 < end, text.traits[position + 1].contains(.digit) {
            let groupEnd = text.run(of: .digit, from: position + 1, to: end)
            switch text.scalars[position] {
            case 0x2E, 0x3A: position = groupEnd
            case 0x2C where groupEnd - position == 4: position = groupEnd
            case 0x2F where isDatePart(start..<position, position + 1..<groupEnd): position = groupEnd
            default: return position
            }
        }
        return position
    }

    /// Telephone numbers and dates: three or more groups of digits with the same hyphens or slashes, or `555-1234`.
    private func groupedEnd(from start: Int, firstGroup: Int, to end: Int) -> Int? {
        var lengths = [firstGroup - start]
        var position = firstGroup
        var slashes = 0
        while lengths.count <= 5, position + 1 < end, text.traits[position + 1].contains(.digit) {
            let mark = text.scalars[position]
            guard mark == 0x2D || mark == 0x2F || (mark == 0x2E && lengths.count < 4) else { break }
            if mark == 0x2F { slashes += 1 }
            if mark == 0x2E { return nil }
            let groupEnd = text.run(of: .digit, from: position + 1, to: end)
            lengths.append(groupEnd - position - 1)
            position = groupEnd
        }
        guard !text.has(.letter, at: position, before: end) else { return nil }
        switch lengths.count {
        case 2:
            let isTelephone = lengths == [3, 4] || lengths == [5, 4]
            return isTelephone && slashes == 0 ? position : nil
        case 3...5: return lengths.allSatisfy { $0 <= 4 } ? position : nil
        default: return nil
        }
    }

    /// Whether two numbers around a slash are a month and a day.
    private func isDatePart(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
        guard first.count <= 2, second.count <= 2 else { return false }
        func number(_ range: Range<Int>) -> UInt32 { range.reduce(0) { $0 * 10 + text.scalars[$1] &- 48 } }
        return number(first) <= 12 && number(second) <= 31
    }
}
