/// The word pieces by their UTF-8 bytes, in an open hash table over the model's own bytes.
///
/// A part of a word is looked up as "the longest prefix that is a piece". FNV-1a takes bytes one by one, so that the
/// hashes of all prefixes come from one pass.
struct PieceVocabulary: @unchecked Sendable {
    /// All pieces, joined by line feeds; the model keeps them alive.
    private let text: UnsafeBufferPointer<UInt8>
    /// Where each piece starts; one more than pieces, as if a line feed followed the last.
    private var starts: [Int32]
    /// Piece + 1 at its hash or the next free place; 0 is free. The size is a power of two, at most half is taken.
    private var slots: [Int32]

    /// Number of pieces.
    var count: Int { starts.count - 1 }

    init(file: ModelFile) throws(LanguageModelError) {
        text = try file.tensor("vocabulary", "u8", [nil], as: UInt8.self)
        starts = [0]
        for (index, byte) in text.enumerated() where byte == 10 { starts.append(Int32(index + 1)) }
        starts.append(Int32(text.count + 1))
        var size = 1_024
        while size < 2 * starts.count { size *= 2 }
        slots = [Int32](repeating: 0, count: size)
        for piece in 0..<count {
            let bytes = self.bytes(of: piece)
            guard !bytes.isEmpty, find(bytes[...], after: false) == nil else {
                throw LanguageModelError(
                    "model.vocabulary", "piece \(piece) is empty or occurs twice", source: file.source)
            }
            var place = Int(truncatingIfNeeded: Self.hash(bytes)) & (size - 1)
            while slots[place] != 0 { place = (place + 1) & (size - 1) }
            slots[place] = Int32(piece + 1)
        }
    }

    /// The piece that is spelled exactly so.
    func piece(_ spelling: String) -> Int32? { find(Array(spelling.utf8)[...], after: false) }

    /// The longest piece that `part` starts with from `start` on, and where it ends; inside a word (`start` > 0) it is
    /// a continuation. Complexity: O(n) for hashes and as many look-ups. `hashes` is scratch.
    func longest(in part: ArraySlice<UInt8>, from start: Int, hashes: inout [UInt32]) -> (piece: Int32, end: Int)? {
        let inside = start > part.startIndex
        var hash = inside ? Self.continued : Self.seed
        hashes.removeAll(keepingCapacity: true)
        for byte in part[start...] {
            hash = Self.step(hash, byte)
            hashes.append(hash)
        }
        for end in stride(from: part.endIndex, to: start, by: -1) {
            // A scalar is never cut: a piece ends before a lead byte or at the end.
            if end < part.endIndex, part[end] & 0xC0 == 0x80 { continue }
            if let piece = find(part[start..<end], after: inside, hash: hashes[end - start - 1]) { return (piece, end) }
        }
        return nil
    }

    private func bytes(of piece: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: text[Int(starts[piece])..<Int(starts[piece + 1]) - 1])
    }

    private func find(_ bytes: some Collection<UInt8>, after inside: Bool, hash: UInt32? = nil) -> Int32? {
        var place = Int(truncatingIfNeeded: hash ?? Self.hash(bytes)) & (slots.count - 1)
        while slots[place] != 0 {
            let piece = Int(slots[place]) - 1
            var spelled = self.bytes(of: piece)[...]
            if inside { spelled = spelled.starts(with: Self.mark) ? spelled.dropFirst(2) : spelled.prefix(0) }
            if spelled.count == bytes.count, spelled.elementsEqual(bytes) { return Int32(piece) }
            place = (place + 1) & (slots.count - 1)
        }
        return nil
    }

    /// `##`, which leads the spelling of a continuation.
    private static let mark: [UInt8] = [35, 35]
    private static let seed: UInt32 = 0x811C_9DC5
    private static let continued = hash(mark)

    private static func step(_ hash: UInt32, _ byte: UInt8) -> UInt32 { (hash ^ UInt32(byte)) &* 0x0100_0193 }

    private static func hash(_ bytes: some Sequence<UInt8>) -> UInt32 { bytes.reduce(seed, step) }
}
