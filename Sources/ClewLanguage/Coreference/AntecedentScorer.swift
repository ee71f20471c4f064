import Foundation

/// A log-linear model that ranks the chains that an anaphor may take up, "none" included: the probability of each is
/// the softmax of its summed weights. The weights are trained by `Sources/Training/coreference/train.py`.
///
/// After Denis and Baldridge, "Specialized models and ranking for coreference resolution" (EMNLP 2008): one model per
/// class of anaphor, and all candidates compared at once.
struct AntecedentScorer {
    /// By class and feature.
    private let weights: [[Double]]

    /// Reads lines of `class TAB feature TAB weight`; unknown names are ignored, missing ones weigh nothing.
    init(text: String) {
        var weights = [[Double]](
            repeating: [Double](repeating: 0, count: AntecedentFeature.allCases.count),
            count: AnaphorClass.allCases.count)
        let classes = Dictionary(uniqueKeysWithValues: AnaphorClass.allCases.map { ("\($0)", $0.rawValue) })
        let features = Dictionary(uniqueKeysWithValues: AntecedentFeature.allCases.map { ("\($0)", $0.rawValue) })
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: "\t")
            guard fields.count == 3, let row = classes[String(fields[0])], let column = features[String(fields[1])],
                let weight = Double(fields[2])
            else { continue }
            weights[row][column] = weight
        }
        self.weights = weights
    }

    /// The probabilities of the candidates, in their order; they add up to 1 with nothing left out.
    func probabilities(_ candidates: [[AntecedentFeature]], class anaphorClass: AnaphorClass) -> [Double] {
        let row = weights[anaphorClass.rawValue]
        let scores = candidates.map { $0.reduce(0) { $0 + row[$1.rawValue] } }
        let highest = scores.max() ?? 0
        let powers = scores.map { exp($0 - highest) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }
}
