/// The biaffine scores of relations between a word and its head (Dozat and Manning 2017), and the best of them.
///
/// Exact scores of all relations would cost more than all else a word needs: relations × 97 × 97 products of floats.
/// So all are estimated with 8-bit weights first, and only those whose estimate lies within `margin` of the best are
/// scored exactly. For most words that is one, which needs no score at all.
struct RelationScorer: Sendable {
    /// Many times the largest error of an estimate seen on real sentences.
    private static let margin: Float = 1

    private let relationCount: Int
    private let root: Int
    private let width: Int
    /// Floats per vector: the width and the constant 1, padded to what AMX multiplies at a time.
    let inputWidth: Int
    /// The same, padded to whole lanes: floats per row of `exact`, estimates per relation.
    private let rowWidth: Int
    /// `relations × (width + 1) × rowWidth`, by dependent and governor.
    private let exact: AlignedBytes
    /// `relations · rowWidth` rows, one for each relation and governor's place, over the dependent's places.
    private let estimate: QuantizedMatrix
    private let estimateMemory: [AlignedBytes]

    /// Takes `relations × (width + 1) × (width + 1)` weights; `relations` has `root` and others.
    init(biaffine: FloatTensor, relations: [String], width: Int) {
        relationCount = relations.count
        root = relations.firstIndex(of: "root") ?? -1
        self.width = width
        inputWidth = (width + 1 + 63) / 64 * 64
        rowWidth = (width + 1 + 7) / 8 * 8
        exact = Self.padded(biaffine, relations: relations.count, width: width, rowWidth: rowWidth)
        let rows = relations.count * rowWidth
        let weights = AlignedBytes(count: rows * inputWidth)
        let scales = AlignedBytes(count: rows * 4)
        let biases = AlignedBytes(count: rows * 4)
        biases.start(of: Float.self).initialize(repeating: 0, count: rows)
        for relation in 0..<relations.count {
            for place in 0..<rowWidth {
                let row = relation * rowWidth + place
                let source = exact.start(of: Float.self) + relation * (width + 1) * rowWidth + place
                scales.start(of: Float.self)[row] = Self.round(
                    source, stride: rowWidth, count: width + 1,
                    result: weights.start(of: Int8.self) + row * inputWidth, padded: inputWidth)
            }
        }
        estimateMemory = [weights, scales, biases]
        estimate = QuantizedMatrix(
            weights: UnsafeBufferPointer(weights.bytes.bindMemory(to: Int8.self)), rows: rows, columns: inputWidth,
            scales: FloatTensor(values: UnsafeBufferPointer(scales.bytes.bindMemory(to: Float.self))),
            biases: FloatTensor(values: UnsafeBufferPointer(biases.bytes.bindMemory(to: Float.self))))
    }

    /// Memory for `best`.
    func makeProduct(kernels: LanguageKernels) -> IntegerProduct { IntegerProduct(for: [estimate], kernels: kernels) }

    /// The best relation of each of some words, never `root`; of equal ones the first.
    ///
    /// `dependents` and `governors` have one row of `inputWidth` floats per word: its vector, 1, zeros; likewise its
    /// head's. At most `IntegerProduct.rowsMax` words.
    func best(
        dependents: UnsafePointer<Float>, governors: UnsafePointer<Float>, words: Int, product: IntegerProduct
    ) -> [Int] {
        guard words > 0 else { return [] }
        product.quantize(dependents, rows: words, columns: inputWidth)
        product.multiply(estimate, rows: words)
        var estimates = [Float](repeating: 0, count: relationCount)
        return (0..<words).map { word in
            let dependent = dependents + word * inputWidth
            let governor = governors + word * inputWidth
            let row = product.scaled(row: word, of: estimate)
            product.kernels.estimate(row, governor, rows: relationCount, count: rowWidth, output: &estimates)
            if estimates.indices.contains(root) { estimates[root] = -.infinity }
            return best(estimates, dependent: dependent, governor: governor)
        }
    }

    private func best(
        _ estimates: [Float], dependent: UnsafePointer<Float>, governor: UnsafePointer<Float>
    ) -> Int {
        let bound = (estimates.max() ?? 0) - Self.margin
        let candidates = estimates.indices.filter { estimates[$0] >= bound && $0 != root }
        guard candidates.count > 1 else { return candidates.first ?? 0 }
        var best = (score: -Float.infinity, relation: candidates[0])
        for relation in candidates {
            let score = score(relation, dependent: dependent, governor: governor)
            if score > best.score { best = (score, relation) }
        }
        return best.relation
    }

    /// The exact score of one relation. Complexity: O(width²).
    private func score(
        _ relation: Int, dependent: UnsafePointer<Float>, governor: UnsafePointer<Float>
    ) -> Float {
        let rows = exact.start(of: Float.self) + relation * (width + 1) * rowWidth
        var sum: Float = 0
        for place in 0...width {
            sum += dependent[place] * Self.dot(rows + place * rowWidth, governor, count: rowWidth)
        }
        return sum
    }

    /// Hot loop: the product of two vectors. Invariant: both have `count` floats, a multiple of 8.
    @inline(__always)
    private static func dot(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int) -> Float {
        var sum = Lanes()
        var index = 0
        while index < count {
            sum += a.lanes(index) * b.lanes(index)
            index &+= 8
        }
        return sum.total
    }

    /// The weights with zeros at the end of each row.
    private static func padded(_ biaffine: FloatTensor, relations: Int, width: Int, rowWidth: Int) -> AlignedBytes {
        let rows = relations * (width + 1)
        let memory = AlignedBytes(count: rows * rowWidth * 4)
        let target = memory.start(of: Float.self)
        target.initialize(repeating: 0, count: rows * rowWidth)
        for row in 0..<rows {
            (target + row * rowWidth).update(from: biaffine.start + row * (width + 1), count: width + 1)
        }
        return memory
    }

    /// Rounds `count` floats, `stride` apart, to ±63; returns the step. The rest up to `padded` is 0.
    private static func round(
        _ source: UnsafePointer<Float>, stride: Int, count: Int, result: UnsafeMutablePointer<Int8>, padded: Int
    ) -> Float {
        var largest: Float = 0
        for index in 0..<count { largest = max(largest, abs(source[index * stride])) }
        let step = largest > 0 ? largest / 63 : 1
        for index in 0..<padded {
            result[index] = index < count ? Int8((source[index * stride] / step).rounded(.toNearestOrEven)) : 0
        }
        return step
    }
}
