/// The biaffine scores of arcs in one sentence (Dozat and Manning 2017): [dᵢ, 1]ᵀ · W · gⱼ.
struct ArcScorer {
    private let kernels: LanguageKernels
    private let width: Int
    private let biaffine: FloatTensor

    /// Takes `(width + 1) × width` weights; the last row is the governors' own share.
    init(biaffine: FloatTensor, width: Int, kernels: LanguageKernels) {
        self.kernels = kernels
        self.width = width
        self.biaffine = biaffine
    }

    /// Turns the vectors of `count` words as dependents into [d, 1]ᵀ · W, `count × width` floats at `result`.
    func transform(_ dependents: UnsafePointer<Float>, count: Int, result: UnsafeMutablePointer<Float>) {
        kernels.multiply(
            .init(start: dependents, stride: width), .init(start: biaffine.start, stride: width), rows: count,
            inner: width, columns: width, result: result, stride: width)
        let own = biaffine.start + width * width
        for row in 0..<count {
            for column in 0..<width { result[row * width + column] += own[column] }
        }
    }

    /// Heads of a sentence's words, -1 for its root, and by how much each scores above the next best one: less than 0
    /// where only another head made a tree. `transformed` has a row for each word, `governors` likewise, and
    /// `root` is the artificial root's vector as a governor. Complexity: O(words² · width).
    func heads(
        transformed: UnsafePointer<Float>, root: UnsafePointer<Float>, governors: UnsafePointer<Float>, words: Int
    ) -> (heads: [Int], margins: [Float]) {
        let padded = (words + 1 + 7) / 8 * 8
        let columns = AlignedBytes(count: width * padded * 4)
        let scores = AlignedBytes(count: max(words, 1) * padded * 4)
        let byColumn = columns.start(of: Float.self)
        byColumn.initialize(repeating: 0, count: width * padded)
        for place in 0..<width {
            byColumn[place * padded] = root[place]
            for word in 0..<words { byColumn[place * padded + word + 1] = governors[word * width + place] }
        }
        let values = scores.start(of: Float.self)
        kernels.multiply(
            .init(start: transformed, stride: width), .init(start: byColumn, stride: padded), rows: words, inner: width,
            columns: padded, result: values, stride: padded)
        let heads = SpanningTree.heads(count: words) { dependent, governor in values[dependent * padded + governor] }
        let margins = heads.indices.map { word in
            let row = values + word * padded
            let chosen = heads[word] + 1
            var next = -Float.infinity
            for governor in 0...words where governor != chosen && governor != word + 1 {
                next = max(next, row[governor])
            }
            return row[chosen] - next
        }
        return (heads, margins)
    }
}
