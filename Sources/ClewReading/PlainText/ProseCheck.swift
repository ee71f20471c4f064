import ClewModel

/// Whether a text without markup can be an article at all, or is encoded data, a key, a dump.
///
/// Words of prose are short: in languages that part words by spaces, runs without white space have five to eight
/// letters on average and hardly ever more than forty. A text whose letters mostly stand in longer runs is none.
/// Scripts that are written without spaces (Chinese, Japanese, Thai …) are left out of the count.
enum ProseCheck {
    /// Longer runs are no words; web addresses are the longest things that articles hold, and they are few.
    private static let runMax = 60
    /// Shorter texts are read whatever they hold.
    private static let byteMin = 400

    /// Whether more than half of the bytes stand in runs that are too long for words. O(bytes).
    static func isNoProse(_ bytes: some Collection<UInt8>) -> Bool {
        guard bytes.count >= byteMin else { return false }
        var counted = 0
        var inLongRuns = 0
        var run = 0
        for byte in bytes {
            if byte > 0x20, byte < 0x7f {
                run += 1
                counted += 1
                if run == runMax { inLongRuns += runMax } else if run > runMax { inLongRuns += 1 }
            } else {
                run = 0
            }
        }
        return counted * 2 > bytes.count && inLongRuns * 2 > counted
    }

    /// Says so of a file.
    static func diagnostic(_ origin: String) -> Diagnostic {
        Diagnostic(
            code: "reading.not-prose", severity: .error,
            message: "the text is not made of words: it looks like encoded data", source: origin,
            repair: "save the article's page as HTML or as text")
    }
}
