import ClewModel

/// A small picture of a text that tells how much of it two texts share: the smallest hashes of its runs of five words
/// (Broder, "On the resemblance and containment of documents", 1997, with one hash function and the k smallest values).
///
/// The share is |A ∩ B| / |A ∪ B| of the sets of runs, exact for texts of at most 256 different runs, else estimated from
/// the 256 smallest values of the union; the standard error is then at most 0.03.
struct TextSketch: Hashable, Sendable {
    /// Words in a run: one changed word changes five runs, so that two reports from one template stay apart.
    static let runWords = 5
    /// Values kept.
    static let size = 256
    /// Texts with fewer runs say too little to be told apart by them.
    static let runsMin = 30
    /// Texts that share this much are one story, saved or printed twice.
    static let sameStory = 0.8
    /// Values by which texts that may share enough are looked up. Two texts that share 0.8 have none of the 16 smallest in
    /// common once in 10¹¹.
    static let lookedUp = 16

    /// Ascending, each once.
    let values: [UInt64]

    /// None where the text is too short. O(length).
    init?(_ text: String) {
        var words: [UInt64] = []
        var hash = TextSketch.seed
        var isInWord = false
        for scalar in text.unicodeScalars {
            if let letter = TextSketch.letter(scalar) {
                hash = (hash ^ UInt64(letter)) &* 0x0000_0100_0000_01B3
                isInWord = true
            } else if isInWord {
                words.append(hash)
                (hash, isInWord) = (TextSketch.seed, false)
            }
        }
        if isInWord { words.append(hash) }
        guard words.count >= TextSketch.runsMin + TextSketch.runWords - 1 else { return nil }
        var runs: [UInt64] = []
        runs.reserveCapacity(words.count)
        for start in 0...(words.count - TextSketch.runWords) {
            runs.append(words[start..<start + TextSketch.runWords].reduce(0) { TextSketch.mixed($0 ^ $1) })
        }
        runs.sort()
        var values: [UInt64] = []
        for run in runs where values.last != run {
            values.append(run)
            if values.count == TextSketch.size { break }
        }
        guard values.count >= TextSketch.runsMin else { return nil }
        self.values = values
    }

    /// As the graph file keeps it: eight bytes a value, the lowest first.
    init(bytes: [UInt8]) {
        values = stride(from: 0, to: bytes.count / 8 * 8, by: 8).map { start in
            (0..<8).reduce(0) { $0 | UInt64(bytes[start + $1]) << (8 * UInt64($1)) }
        }
    }

    var bytes: [UInt8] {
        values.flatMap { value in (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) } }
    }

    /// The share of runs that two texts have in common, 0…1. O(size).
    func share(with other: TextSketch) -> Double {
        var (left, right) = (0, 0)
        var (union, common) = (0, 0)
        while union < TextSketch.size, left < values.count || right < other.values.count {
            let (first, second) = (
                left < values.count ? values[left] : .max, right < other.values.count ? other.values[right] : .max
            )
            if first == second { common += 1 }
            if first <= second { left += 1 }
            if second <= first { right += 1 }
            union += 1
        }
        return union == 0 ? 0 : Double(common) / Double(union)
    }

    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    /// A letter or digit without its case; none for what stands between words.
    private static func letter(_ scalar: Unicode.Scalar) -> UInt32? {
        switch scalar.value {
        case 0x30...0x39, 0x61...0x7A: scalar.value
        case 0x41...0x5A: scalar.value + 0x20
        case 0..<0x80: nil
        default:
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                ? scalar.properties.lowercaseMapping.unicodeScalars.first?.value : nil
        }
    }

    /// The finaliser of MurmurHash3 (Austin Appleby, public domain).
    private static func mixed(_ word: UInt64) -> UInt64 {
        var word = word
        word = (word ^ word >> 33) &* 0xFF51_AFD7_ED55_8CCD
        word = (word ^ word >> 33) &* 0xC4CE_B9FE_1A85_EC53
        return word ^ word >> 33
    }
}
