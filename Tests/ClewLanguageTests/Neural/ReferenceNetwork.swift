import ClewLanguage
import Foundation

/// The network written down plainly: floats all the way, no rounding of activations, exact error function, one value
/// after another. Slow; what the fast path must agree with.
struct ReferenceNetwork {
    typealias Rows = [[Float]]

    let model: LanguageModel
    private var tensors: [String: [Float]] = [:]

    init(_ model: LanguageModel) { self.model = model }

    private mutating func tensor(_ name: String) -> [Float] {
        if let known = tensors[name] { return known }
        let values = model.values(of: name) ?? []
        precondition(!values.isEmpty, "no tensor \(name)")
        tensors[name] = values
        return values
    }

    /// The annotation of one sentence, and each word's state in the last layer.
    mutating func annotate(_ words: [String]) -> (annotation: Annotation, states: Rows) {
        let span = model.pieces(of: words)
        let layers = encode(span)
        let first = span.starts.dropLast().map { $0 + 1 }
        let mix = tensor("head.mix")
        func view(_ view: Int) -> Rows {
            first.map { row in
                (0..<model.sizes.width).map { column in
                    layers.indices.reduce(Float(0)) { $0 + mix[view * layers.count + $1] * layers[$1][row][column] }
                }
            }
        }
        let labels = model.labels
        let tags = view(0)
        let names = linear(linear(view(1), "head.names.hidden").map { $0.map(leaky) }, "head.names")
        let path = names.flatMap { $0 }.withUnsafeBufferPointer { NameDecoder(labels: labels.names).decode($0) }
        let (heads, margins, relations) = syntax([tensor("head.root")] + view(2))
        let annotation = Annotation(
            upos: linear(tags, "head.upos").map { labels.upos[argmax($0)] },
            xpos: linear(tags, "head.xpos").map { labels.xpos[argmax($0)] }, heads: heads, relations: relations,
            nameLabels: path.map { labels.names[$0] }, headMargins: margins)
        return (annotation, first.map { layers[layers.count - 1][$0] })
    }

    private mutating func encode(_ span: PieceSpan) -> [Rows] {
        let width = model.sizes.width
        let marks = model.sequenceMarks
        let pieces = [marks.start] + span.pieces + [marks.end]
        let cases =
            [0]
            + span.cases.indices.flatMap { word in
                (span.starts[word]..<span.starts[word + 1]).map { _ in Int(span.cases[word]) }
            } + [0]
        let (word, position, letterCase) = (
            tensor("embeddings.word"), tensor("embeddings.position"), tensor("embeddings.case")
        )
        var state: Rows = pieces.indices.map { row in
            (0..<width).map { column in
                word[Int(pieces[row]) * width + column] + position[row * width + column]
                    + letterCase[cases[row] * width + column]
            }
        }
        state = norm(state, "embeddings.norm")
        return (0..<model.sizes.layers).map { layer in
            let name = "layer.\(layer)"
            let attended = linear(attention(linear(state, "\(name).attention.qkv")), "\(name).attention.output")
            state = norm(sum(state, attended), "\(name).attention.norm")
            let inner = linear(state, "\(name).intermediate").map {
                $0.map { $0 / 2 * (1 + erff($0 / Float(2).squareRoot())) }
            }
            state = norm(sum(state, linear(inner, "\(name).output")), "\(name).output.norm")
            return state
        }
    }

    private func attention(_ projections: Rows) -> Rows {
        let width = model.sizes.width
        let size = width / model.sizes.heads
        return projections.map { query in
            (0..<model.sizes.heads).flatMap { head -> [Float] in
                let scores = projections.map { other in
                    (0..<size).reduce(Float(0)) { $0 + query[head * size + $1] * other[width + head * size + $1] }
                        / Float(size).squareRoot()
                }
                let largest = scores.max() ?? 0
                let weights = scores.map { expf($0 - largest) }
                let total = weights.reduce(0, +)
                return (0..<size).map { column in
                    projections.indices.reduce(Float(0)) {
                        $0 + weights[$1] / total * projections[$1][2 * width + head * size + column]
                    }
                }
            }
        }
    }

    private mutating func syntax(_ rows: Rows) -> (heads: [Int], margins: [Float], relations: [String]) {
        let words = Rows(rows.dropFirst())
        let dependents = linear(words, "head.arc.dependent").map { $0.map(leaky) + [1] }
        let governors = linear(rows, "head.arc.governor").map { $0.map(leaky) }
        let arcs = tensor("head.arc.biaffine")
        let scores = dependents.map { dependent in
            governors.map { bilinear(dependent, arcs[...], $0) }
        }
        let heads = SpanningTree.heads(count: words.count) { scores[$0][$1] }
        let margins = heads.enumerated().map { word, head in
            scores[word][head + 1]
                - (scores[word].enumerated().filter { ![head + 1, word + 1].contains($0.offset) }.map(\.element).max()
                    ?? -.infinity)
        }
        let left = linear(words, "head.label.dependent").map { $0.map(leaky) + [1] }
        let right = linear(words, "head.label.governor").map { $0.map(leaky) + [1] }
        let weights = tensor("head.label.biaffine")
        let labels = model.labels.relations
        let relations = heads.enumerated().map { word, head in
            guard head >= 0 else { return "root" }
            let size = left[word].count * right[head].count
            let scores = labels.indices.map { relation in
                labels[relation] == "root"
                    ? -Float.infinity
                    : bilinear(left[word], weights[relation * size..<(relation + 1) * size], right[head])
            }
            return labels[argmax(scores)]
        }
        return (heads, margins, relations)
    }

    private func bilinear(_ left: [Float], _ weights: ArraySlice<Float>, _ right: [Float]) -> Float {
        var total: Float = 0
        for (row, value) in left.enumerated() {
            let start = weights.startIndex + row * right.count
            var sum: Float = 0
            for column in right.indices { sum += weights[start + column] * right[column] }
            total += value * sum
        }
        return total
    }

    private mutating func linear(_ rows: Rows, _ name: String) -> Rows {
        let weights = tensor(name)
        let biases = tensor("\(name).bias")
        return rows.map { row in
            weights.withUnsafeBufferPointer { weights in
                row.withUnsafeBufferPointer { row in
                    biases.indices.map { output in
                        var sum = biases[output]
                        for input in 0..<row.count { sum += weights[output &* row.count &+ input] * row[input] }
                        return sum
                    }
                }
            }
        }
    }

    private mutating func norm(_ rows: Rows, _ name: String) -> Rows {
        let weight = tensor("\(name).weight")
        let bias = tensor("\(name).bias")
        return rows.map { row in
            let mean = row.reduce(0, +) / Float(row.count)
            let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(row.count)
            let deviation = (variance + model.sizes.epsilon).squareRoot()
            return row.indices.map { (row[$0] - mean) / deviation * weight[$0] + bias[$0] }
        }
    }

    private func sum(_ left: Rows, _ right: Rows) -> Rows {
        zip(left, right).map { row, other in zip(row, other).map { $0 + $1 } }
    }

    private func leaky(_ value: Float) -> Float { value < 0 ? model.sizes.slope * value : value }

    private func argmax(_ values: [Float]) -> Int {
        values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }
    }
}
