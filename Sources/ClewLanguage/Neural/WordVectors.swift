/// Vectors of words as the three groups of heads see them: a mix of the encoder's layers each.
final class WordVectors {
    /// What a mix is for; the order is that of the model's `head.mix`.
    enum View: Int, CaseIterable { case tags, names, syntax }

    let count: Int
    let width: Int
    private let memory: AlignedBytes

    /// Zero vectors of `count` words.
    init(count: Int, width: Int) {
        self.count = count
        self.width = width
        let total = View.allCases.count * (count + 1) * width
        memory = AlignedBytes(count: total * MemoryLayout<Float>.stride)
        memory.start(of: Float.self).initialize(repeating: 0, count: total)
    }

    /// `count + 1` rows of `width` floats: row 0 is for the artificial root, row i + 1 is word i.
    func rows(_ view: View) -> UnsafeMutablePointer<Float> {
        memory.start(of: Float.self) + view.rawValue * stride
    }

    /// Floats from a row of one view to the same row of the next.
    var stride: Int { (count + 1) * width }

    /// The row of a word in the first view.
    func row(_ word: Int) -> UnsafeMutablePointer<Float> { memory.start(of: Float.self) + (word + 1) * width }
}
