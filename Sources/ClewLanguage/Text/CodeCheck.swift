/// Whether a paragraph is program code, a configuration or a log rather than sentences. A parser makes clauses of such
/// lines all the same, and statements that mean nothing.
///
/// Of the characters of prose that are no spaces, one in a hundred is a brace, an equals sign, an underscore or the like,
/// of source code one in ten (measured on saved pages about programming, where one in thirty parts the two best).
enum CodeCheck {
    /// The share of marks from which a paragraph is code, in thousandths.
    private static let marksMin = 35
    /// Shorter paragraphs are sentences, as far as one can tell.
    private static let charactersMin = 12

    /// Whether the text in a range is code. O(length).
    static func isCode(_ range: Range<Int>, of text: ScalarText) -> Bool {
        var characters = 0
        var marks = 0
        for place in range where !text.traits[place].contains(.space) {
            characters += 1
            marks += marksAt(place, in: text, before: range.upperBound)
        }
        return characters >= charactersMin && marks > 1 && marks * 1000 > characters * marksMin
    }

    private static func marksAt(_ place: Int, in text: ScalarText, before end: Int) -> Int {
        switch text.scalars[place] {
        // { } = ; < > \ _
        case 0x7B, 0x7D, 0x3D, 0x3B, 0x3C, 0x3E, 0x5C, 0x5F:
            // "________" is a line between paragraphs, and "<br/>" markup that was left over: neither is code.
            return isOfRun(place, in: text, before: end) || isOfTag(place, in: text, before: end) ? 0 : 1
        // "sell(pump)" is a call, "sell()" surely one, "Acme (sold)" none.
        case 0x28:
            let isCall = place > 0 && text.traits[place - 1].contains(.letter)
            let isEmpty = place + 1 < end && text.scalars[place + 1] == 0x29
            return (isCall ? 1 : 0) + (isEmpty ? 1 : 0)
        // "a[i]", but not "[12]", a note, and not "[the mayor]", an editor's word.
        case 0x5B:
            let isIndex =
                place > 0 && !text.traits[place - 1].contains(.space) && place + 1 < end
                && !text.traits[place + 1].contains(.digit)
            return isIndex ? 1 : 0
        default: return 0
        }
    }

    /// Whether a mark is one of three or more alike.
    private static func isOfRun(_ place: Int, in text: ScalarText, before end: Int) -> Bool {
        (place - 2...place).contains { first in
            first >= 0 && first + 2 < end && (first...first + 2).allSatisfy { text.scalars[$0] == text.scalars[place] }
        }
    }

    /// Whether a mark begins or ends a tag: "<li>", "</div>", "<br />".
    private static func isOfTag(_ place: Int, in text: ScalarText, before end: Int) -> Bool {
        let step = text.scalars[place] == 0x3C ? 1 : -1
        let far: UInt32 = step > 0 ? 0x3E : 0x3C
        guard text.scalars[place] == (step > 0 ? 0x3C : 0x3E) else { return false }
        // "List<Pump>" and "a<b" are code.
        if step > 0, place > 0, text.traits[place - 1].contains(.letter) { return false }
        var letters = 0
        var next = place + step
        for _ in 0..<tagMax where next >= 0 && next < end {
            if text.scalars[next] == far { return letters > 0 }
            if text.traits[next].contains(.letter) {
                letters += 1
            } else if text.scalars[next] != 0x2F && !text.traits[next].contains(.digit)
                && !text.traits[next].contains(.space)
            {
                return false
            }
            next += step
        }
        return false
    }

    private static let tagMax = 14
}
