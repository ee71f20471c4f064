import ClewModel

/// Fifteen logistic regressions over `PairFeatures`, one a learned relation.
///
/// `RelationWeights` holds the weights as text: seven characters of 64 an entry, four for the feature's hash, one for the
/// relation and two for the weight in hundredths plus 2,048. Zero weights are left out (the penalty is on absolute
/// values).
struct RelationModel: Sendable {
    /// The weights that were learned.
    static let shipped = RelationModel(entries: RelationWeights.entries, biases: RelationWeights.biases)

    private let biases: [Double]
    private var weights: [UInt32: [(relation: Int, weight: Double)]] = [:]

    init(entries: String, biases: [Double]) {
        self.biases = biases
        let values = entries.utf8.compactMap(RelationModel.value)
        for start in stride(from: 0, to: values.count - 6, by: 7) {
            let feature = values[start..<(start + 4)].reduce(UInt32(0)) { $0 << 6 | UInt32($1) }
            let weight = Double(values[start + 5] << 6 + values[start + 6] - 2_048) / 100
            weights[feature, default: []].append((values[start + 4], weight))
        }
    }

    /// The probability of each learned relation. O(features).
    func probabilities(_ features: [UInt32]) -> [Double] {
        var sums = biases
        for feature in features {
            for (relation, weight) in weights[feature] ?? [] where sums.indices.contains(relation) {
                sums[relation] += weight
            }
        }
        return sums.map(logistic)
    }

    private static func value(_ character: UInt8) -> Int? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(character) - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(character) - 71
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(character) + 4
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
