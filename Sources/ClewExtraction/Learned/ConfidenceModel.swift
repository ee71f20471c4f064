/// How probable it is that a strict reader finds a statement right: a logistic regression over `StatementFeatures`.
///
/// `Sources/Training/confidence/train.py` learns the weights from articles of which every fact was judged by hand, and
/// says how well they tell right from wrong.
struct ConfidenceModel: Sendable {
    /// The weights that were learned.
    static let shipped = ConfidenceModel(text: ConfidenceWeights.text)

    private var weights: [String: Double] = [:]
    private var bias = 0.0

    /// Reads lines of `feature TAB weight`, one of them for `bias`.
    init(text: String) {
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: "\t")
            guard fields.count == 2, let weight = Double(fields[1]) else {
                preconditionFailure("the weights of confidence in this build are malformed")
            }
            if fields[0] == "bias" { bias = weight } else { weights[String(fields[0])] = weight }
        }
    }

    /// 0…1. Features without a weight count for nothing. O(features).
    func probability(_ features: StatementFeatures) -> Double {
        logistic(features.values.reduce(bias) { $0 + $1.value * weights[$1.name, default: 0] })
    }
}
