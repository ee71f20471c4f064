import Foundation

/// Spelling of a name with what does not tell two things apart taken away. Two names with one normal form are one name.
///
/// Compatibility characters are composed (NFKC, Unicode Standard Annex 15) and case is folded until nothing changes any
/// more; Latin letters lose their marks; hyphens, dots and apostrophes go; a leading "the" and a possessive go.
package enum NormalForm {
    /// The words of a name in normal form, without regard to what the name names. O(length).
    package static func words(of name: String) -> [Substring] {
        let folded = withoutMarks(fold(name))
        var words = splitASCII(folded) ?? split(folded)
        if words.count > 1, words[0] == "the" { words.removeFirst() }
        return words
    }

    /// The normal form of a name of something of the class: legal suffixes go from organizations, honorifics from
    /// persons. Never empty for a name that has a visible character.
    package static func form(of name: String, in kind: SenseClass) -> String {
        var words = words(of: name)
        switch kind {
        case .person: words = NameRules.withoutHonorifics(words)
        case .organization, .open: words = NameRules.withoutLegalSuffixes(words)
        case .location, .common, .value: break
        }
        let form = words.joined(separator: " ")
        return form.isEmpty ? fold(name).trimmingCharacters(in: .whitespacesAndNewlines) : form
    }

    /// A name as it is kept and shown: composed (NFC), so that one spelling has one sequence of bytes; one space between
    /// words, no control characters.
    package static func display(_ name: String) -> String {
        let plain = name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        if plain { return name }
        let scalars = name.unicodeScalars.map { scalar in
            scalar.properties.isWhitespace || isControl(scalar) ? " " : Character(scalar)
        }
        return String(scalars).precomposedStringWithCanonicalMapping.split(separator: " ").joined(separator: " ")
    }

    /// NFKC and case folding to a fixpoint; upper case first, so that "ß" and "ss" meet.
    package static func fold(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
        var current = text
        for _ in 0..<4 {
            let next = current.precomposedStringWithCompatibilityMapping.uppercased().lowercased()
            if next.unicodeScalars.elementsEqual(current.unicodeScalars) { break }
            current = next
        }
        return current
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned: true
        default: false
        }
    }

    private static func withoutMarks(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        var result = String.UnicodeScalarView()
        var latin = false
        for scalar in text.decomposedStringWithCompatibilityMapping.unicodeScalars {
            // A mark belongs to the letter before it; in scripts other than Latin it may tell two letters apart.
            if scalar.properties.generalCategory == .nonspacingMark, latin { continue }
            latin = scalar.value < 0x250 && scalar.properties.isAlphabetic
            result.append(scalar)
        }
        return String(result).precomposedStringWithCanonicalMapping
    }

    /// Splits at white space, hyphens and other punctuation. Dots and apostrophes join what stands around them ("U.S." is
    /// "us", "O'Neill" is "oneill"); "&" alone is "and"; "+" and "#" stay, they tell C from C++ and C#.
    private static func split(_ folded: String) -> [Substring] {
        var text = ""
        for piece in folded.split(whereSeparator: { $0.isWhitespace }) {
            var word = piece
            for ending in ["'s", "’s", "'", "’"] where word.count > ending.count && word.hasSuffix(ending) {
                word = word.dropLast(ending.count)
                break
            }
            text += word == "&" || word == "+" ? "and" : String(word.filter { !isSilent($0) })
            text += " "
        }
        return text.split(whereSeparator: { !isKept($0) })
    }

    /// What `split` does, byte by byte, for a text in ASCII; none for any other. Ten times as fast.
    private static func splitASCII(_ folded: String) -> [Substring]? {
        let bytes = Array(folded.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 1)
        var start = 0
        while start < bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != 32, !(9...13).contains(bytes[end]) {
                if bytes[end] >= 0x80 { return nil }
                end += 1
            }
            var length = end - start
            if length > 2, bytes[end - 1] == UInt8(ascii: "s"), bytes[end - 2] == UInt8(ascii: "'") {
                length -= 2
            } else if length > 1, bytes[end - 1] == UInt8(ascii: "'") {
                length -= 1
            }
            if length == 1, bytes[start] == UInt8(ascii: "&") || bytes[start] == UInt8(ascii: "+") {
                result += "and".utf8
            } else {
                for byte in bytes[start..<start + length] {
                    switch byte {
                    case UInt8(ascii: "."), UInt8(ascii: "'"), UInt8(ascii: "`"): continue
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                        UInt8(ascii: "#")...UInt8(ascii: "&"), UInt8(ascii: "+"), UInt8(ascii: "@"):
                        result.append(byte)
                    default: result.append(32)
                    }
                }
            }
            result.append(32)
            start = end + 1
        }
        return String(decoding: result, as: UTF8.self).split(separator: " ")
    }

    private static func isSilent(_ character: Character) -> Bool {
        switch character {
        case ".", "'", "’", "‘", "ʼ", "`", "´": true
        default: false
        }
    }

    private static func isKept(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "&+#@$%€£".contains(character)
            || character.unicodeScalars.contains { $0.properties.generalCategory == .spacingMark }
    }
}
