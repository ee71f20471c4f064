/// How a word is capitalised: what an uncased vocabulary loses and names need. The order is the model's.
enum LetterCase: String, CaseIterable {
    case special, lower, capitalized, upper, single, mixed, digit, other

    /// Index of the class's vector.
    var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// The class of a word as it stands in the text. Complexity: linear.
    init(of word: String) {
        var uppers = 0
        var lowers = 0
        var firstCasedIsUpper = false
        for scalar in word.unicodeScalars {
            switch scalar.letterKind {
            case .digit:
                self = .digit
                return
            case .upper:
                if uppers + lowers == 0 { firstCasedIsUpper = true }
                uppers += 1
            case .lower: lowers += 1
            case .neither: break
            }
        }
        self =
            switch (uppers, lowers) {
            case (0, 0): .other
            case (0, _): .lower
            case (1, 0): .single
            case (_, 0): .upper
            case (1, _) where firstCasedIsUpper: .capitalized
            default: .mixed
            }
    }
}

extension Unicode.Scalar {
    enum LetterKind { case upper, lower, digit, neither }

    /// Upper (Lu, Lt), lower (Ll), decimal digit (Nd) or neither.
    fileprivate var letterKind: LetterKind {
        switch value {
        case 97...122: return .lower
        case 65...90: return .upper
        case 48...57: return .digit
        case ..<128: return .neither
        default: break
        }
        return switch properties.generalCategory {
        case .uppercaseLetter, .titlecaseLetter: .upper
        case .lowercaseLetter: .lower
        case .decimalNumber: .digit
        default: .neither
        }
    }
}
