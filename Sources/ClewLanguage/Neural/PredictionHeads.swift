/// Tags, names, trees and relations from the words' vectors.
///
/// Holds the memory of a computation: one thread at a time uses it.
final class PredictionHeads {
    private let model: LanguageModel
    private let wordsMax: Int
    private let product: IntegerProduct
    private let relationProduct: IntegerProduct
    private let arcScorer: ArcScorer
    private let nameDecoder: NameDecoder
    private let scratch: [AlignedBytes]

    /// Words whose relations are scored at a time: few, so that their estimates stay in the cache.
    private static let relationWordsMax = 16

    /// Memory for at most `wordsMax` words at a time.
    init(model: LanguageModel, wordsMax: Int, kernels: LanguageKernels) {
        self.model = model
        self.wordsMax = wordsMax
        let config = model.configuration
        let widths = [
            config.width, config.namesWidth, config.arcWidth, model.relationScorer.inputWidth, model.labels.upos.count,
            model.labels.xpos.count, model.labels.names.count,
        ]
        let widest = widths.max() ?? config.width
        product = IntegerProduct(for: model.weights.heads.matrices, kernels: kernels)
        relationProduct = model.relationScorer.makeProduct(kernels: kernels)
        arcScorer = ArcScorer(biaffine: model.weights.heads.arcBiaffine, width: config.arcWidth, kernels: kernels)
        nameDecoder = NameDecoder(labels: model.labels.names)
        scratch = (0..<3).map { _ in AlignedBytes(count: (wordsMax + 1) * widest * 4) }
    }

    /// Annotations of sentences whose words stand one after another in `vectors`. At most `wordsMax` words in all.
    func annotate(_ sentences: [Range<Int>], _ vectors: WordVectors) -> [Annotation] {
        precondition(vectors.count <= wordsMax)
        let heads = model.weights.heads
        let upos = classes(heads.upos, vectors)
        let xpos = classes(heads.xpos, vectors)
        let names = nameLabels(sentences, vectors)
        let (governors, margins) = governors(sentences, vectors)
        let relations = relations(sentences, governors, vectors)
        let labels = model.labels
        return sentences.map { words in
            Annotation(
                upos: words.map { labels.upos[upos[$0]] }, xpos: words.map { labels.xpos[xpos[$0]] },
                heads: Array(governors[words]), relations: words.map { labels.relations[relations[$0]] },
                nameLabels: words.map { labels.names[names[$0]] }, headMargins: Array(margins[words]))
        }
    }

    /// The best class of each word; of equal ones the first.
    private func classes(_ matrix: QuantizedMatrix, _ vectors: WordVectors) -> [Int] {
        let words = vectors.rows(.tags) + vectors.width
        let scores = scratch[0].start(of: Float.self)
        product.linear(words, rows: vectors.count, matrix, output: scores)
        return (0..<vectors.count).map { word in
            let scores = scores + word * matrix.rows
            var best = 0
            for label in 1..<matrix.rows where scores[label] > scores[best] { best = label }
            return best
        }
    }

    private func nameLabels(_ sentences: [Range<Int>], _ vectors: WordVectors) -> [Int] {
        let heads = model.weights.heads
        let hidden = scratch[0].start(of: Float.self)
        product.linear(
            vectors.rows(.names) + vectors.width, rows: vectors.count, heads.namesHidden,
            slope: model.configuration.leakyReluSlope, output: hidden)
        let scores = scratch[1].start(of: Float.self)
        product.linear(hidden, rows: vectors.count, heads.names, output: scores)
        let labels = heads.names.rows
        return sentences.flatMap { words in
            nameDecoder.decode(
                UnsafeBufferPointer(start: scores + words.lowerBound * labels, count: words.count * labels))
        }
    }

    /// The head of each word as an index in its sentence, -1 for its root, and its margin.
    private func governors(_ sentences: [Range<Int>], _ vectors: WordVectors) -> (heads: [Int], margins: [Float]) {
        let heads = model.weights.heads
        let slope = model.configuration.leakyReluSlope
        let width = model.configuration.arcWidth
        let dependents = scratch[0].start(of: Float.self)
        let transformed = scratch[1].start(of: Float.self)
        let governors = scratch[2].start(of: Float.self)
        let rows = syntaxRows(vectors)
        product.linear(rows, rows: vectors.count + 1, heads.arcDependent, slope: slope, output: dependents)
        product.linear(rows, rows: vectors.count + 1, heads.arcGovernor, slope: slope, output: governors)
        arcScorer.transform(dependents + width, count: vectors.count, result: transformed)
        var found: (heads: [Int], margins: [Float]) = ([], [])
        for words in sentences {
            let (heads, margins) = arcScorer.heads(
                transformed: transformed + words.lowerBound * width, root: governors,
                governors: governors + (words.lowerBound + 1) * width, words: words.count)
            found.heads += heads
            found.margins += margins
        }
        return found
    }

    /// The relation of each word to its head: `root` where there is none, and nowhere else.
    private func relations(_ sentences: [Range<Int>], _ governors: [Int], _ vectors: WordVectors) -> [Int] {
        let heads = model.weights.heads
        let slope = model.configuration.leakyReluSlope
        let scorer = model.relationScorer
        let width = model.configuration.labelWidth
        let dependents = scratch[0].start(of: Float.self)
        let wordGovernors = scratch[1].start(of: Float.self)
        let headGovernors = scratch[2].start(of: Float.self)
        let plain = scratch[2].start(of: Float.self)
        let rows = syntaxRows(vectors) + vectors.width
        product.linear(rows, rows: vectors.count, heads.labelDependent, slope: slope, output: plain)
        Self.extend(plain, rows: vectors.count, width: width, to: scorer.inputWidth, dependents)
        product.linear(rows, rows: vectors.count, heads.labelGovernor, slope: slope, output: plain)
        Self.extend(plain, rows: vectors.count, width: width, to: scorer.inputWidth, wordGovernors)
        for words in sentences {
            for word in words {
                let head = words.lowerBound + max(governors[word], 0)
                (headGovernors + word * scorer.inputWidth).update(
                    from: wordGovernors + head * scorer.inputWidth, count: scorer.inputWidth)
            }
        }
        var relations: [Int] = []
        for start in stride(from: 0, to: vectors.count, by: Self.relationWordsMax) {
            relations += scorer.best(
                dependents: dependents + start * scorer.inputWidth,
                governors: headGovernors + start * scorer.inputWidth,
                words: min(Self.relationWordsMax, vectors.count - start), product: relationProduct)
        }
        let root = model.labels.relations.firstIndex(of: "root") ?? 0
        return zip(governors, relations).map { $0 < 0 ? root : $1 }
    }

    /// Vectors for syntax: row 0 is the artificial root.
    private func syntaxRows(_ vectors: WordVectors) -> UnsafeMutablePointer<Float> {
        let rows = vectors.rows(.syntax)
        rows.update(from: model.weights.heads.root.start, count: vectors.width)
        return rows
    }

    /// Copies rows of `width` floats to rows of `padded`: the floats, 1, zeros.
    private static func extend(
        _ source: UnsafePointer<Float>, rows: Int, width: Int, to padded: Int, _ target: UnsafeMutablePointer<Float>
    ) {
        for row in 0..<rows {
            let out = target + row * padded
            out.update(from: source + row * width, count: width)
            out[width] = 1
            for place in width + 1..<padded { out[place] = 0 }
        }
    }
}
