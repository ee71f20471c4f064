import Foundation

/// Brings a word into the form in which the vocabulary spells words: quotes and dashes unified by the model's tables,
/// marks and controls dropped, lower case; punctuation and ideographs stand alone.
struct WordNormalization: Sendable {
    /// Stands between the parts of a normalised word. Controls never survive normalisation, so it is free.
    static let separator: UInt8 = 0

    private let words: [String: String]
    private let scalars: [Unicode.Scalar: String]
    /// What becomes of a word of plain ASCII, byte by byte.
    private enum Plain: UInt8 { case keep, alone, unusual }
    private var plain = [Plain](repeating: .unusual, count: 256)

    /// Tables as the model has them; keys of `scalars` that are not one scalar have no effect.
    init(words: [String: String], scalars: [String: String]) {
        self.words = words
        var table: [Unicode.Scalar: String] = [:]
        for (key, value) in scalars {
            if let scalar = key.unicodeScalars.first, key.unicodeScalars.count == 1 { table[scalar] = value }
        }
        self.scalars = table
        for byte in UInt8(33)...126 where table[Unicode.Scalar(byte)] == nil {
            plain[Int(byte)] = Self.standsAlone(Unicode.Scalar(byte)) ? .alone : .keep
        }
        // A word that may be in the table takes the long way.
        for first in words.keys.compactMap(\.utf8.first) { plain[Int(first)] = .unusual }
    }

    /// Replaces `parts` by the UTF-8 of the word's parts with `separator` between them (or doubled, or at the ends).
    /// Complexity: linear.
    func apply(to word: String, into parts: inout [UInt8]) {
        parts.removeAll(keepingCapacity: true)
        for byte in word.utf8 {
            switch plain[Int(byte)] {
            case .keep: parts.append(byte &- 65 < 26 ? byte | 0x20 : byte)
            case .alone: parts += [Self.separator, byte, Self.separator]
            case .unusual:
                parts.removeAll(keepingCapacity: true)
                applyFully(to: word, into: &parts)
                return
            }
        }
    }

    private func applyFully(to word: String, into parts: inout [UInt8]) {
        var replaced = ""
        for scalar in (words[word] ?? word).unicodeScalars {
            if let other = scalars[scalar] { replaced += other } else { replaced.unicodeScalars.append(scalar) }
        }
        if replaced.unicodeScalars.contains(where: Self.mayDecompose) {
            replaced = replaced.decomposedStringWithCanonicalMapping
        }
        for scalar in replaced.unicodeScalars where !Self.vanishes(scalar) {
            for lowered in scalar.properties.lowercaseMapping.unicodeScalars {
                switch lowered.properties.generalCategory {
                case .spaceSeparator, .lineSeparator, .paragraphSeparator: parts.append(Self.separator)
                case _ where Self.standsAlone(lowered):
                    parts += [Self.separator] + Array(UTF8.encode(lowered) ?? UTF8.encodedReplacementCharacter)
                    parts.append(Self.separator)
                default: parts += Array(UTF8.encode(lowered) ?? UTF8.encodedReplacementCharacter)
                }
            }
        }
    }

    /// False only for scalars that canonical decomposition leaves alone and does not reorder.
    private static func mayDecompose(_ scalar: Unicode.Scalar) -> Bool {
        !(scalar.value < 0xC0 || (0x2010...0x205E).contains(scalar.value))
    }

    /// Marks, controls, formats, unassigned scalars and the replacement character.
    private static func vanishes(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .control, .format, .surrogate, .privateUse, .unassigned: true
        default: scalar.value == 0xFFFD
        }
    }

    /// Punctuation and ideographs are parts of their own.
    private static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 33...47, 58...64, 91...96, 123...126: return true
        case ..<128: return false
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F, 0x2B740...0x2B81F,
            0x2B820...0x2CEAF, 0xF900...0xFAFF, 0x2F800...0x2FA1F:
            return true
        default: break
        }
        return switch scalar.properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation:
            true
        default: false
        }
    }
}
