import Foundation

/// Finds the element that holds the article: each paragraph gives points to its ancestors, the nearer the more, for
/// its length and its commas; links take points away. After Arc90's Readability, as Mozilla's version has it.
struct CandidateScoring {
    let page: PageAnalysis
    let measures: SubtreeMeasures
    let weighsNames: Bool

    private static let paragraphCharactersMin: Int32 = 25
    private static let ancestorsMax = 5

    /// Points per element; NaN for what is no candidate.
    private(set) var scores: [Double]
    private var candidates: [Int] = []

    init(page: PageAnalysis, measures: SubtreeMeasures, weighsNames: Bool) {
        self.page = page
        self.measures = measures
        self.weighsNames = weighsNames
        scores = [Double](repeating: .nan, count: page.tree.nodes.count)
        scoreParagraphs()
        for candidate in candidates { scores[candidate] *= 1 - measures.linkDensity(candidate) }
    }

    /// The candidates with the most points, best first; in document order where points are equal.
    func best(_ count: Int) -> [Int] {
        Array(candidates.sorted { (scores[$0], $1) > (scores[$1], $0) }.prefix(count))
    }

    private mutating func scoreParagraphs() {
        let tree = page.tree
        for node in tree.nodes.indices where !measures.isRemoved[node] {
            guard let element = tree.nodes[node].element, !isInReferences(node) else { continue }
            switch element {
            case .p, .td, .pre, .section, .h2, .h3, .h4, .h5, .h6: scoreParagraph(node, measures.sums[node])
            case .div, .article, .main, .center:
                if page.isPhrasing[node] || isDivisionOfText(node) {
                    scoreParagraph(node, measures.sums[node])
                } else {
                    for run in runs(in: node) { add(run.characters, run.commas, from: node) }
                }
            default: break
            }
        }
    }

    /// Works cited have more commas than any prose.
    private func isInReferences(_ node: Int) -> Bool {
        page.ancestor(of: node, levelsMax: 6, where: { page.hints[$0].contains(.references) }) != nil
    }

    /// Whether a division holds text and elements in a line, and no block.
    private func isDivisionOfText(_ node: Int) -> Bool {
        page.tree.children(of: node).allSatisfy { page.isPhrasing[$0] || measures.isRemoved[$0] }
    }

    /// A division that only wraps one paragraph; the paragraph stands in its place.
    private func isWrapper(_ node: Int) -> Bool {
        guard page.tree.isElement(node, .div), measures.linkDensity(node) < 0.25 else { return false }
        var paragraphs = 0
        for child in page.tree.children(of: node) where !measures.isRemoved[child] {
            switch page.tree.nodes[child].element {
            case .p:
                paragraphs += 1
                if paragraphs > 1 { return false }
            case nil: if !page.textMeasures[child].isBlank { return false }
            default: return false
            }
        }
        return paragraphs == 1
    }

    /// Text and elements in a line that stand loose between the blocks of a division.
    private func runs(in node: Int) -> [(characters: Int32, commas: Int32)] {
        var runs: [(characters: Int32, commas: Int32)] = []
        var isOpen = false
        for child in page.tree.children(of: node) where !measures.isRemoved[child] {
            if page.isPhrasing[child] {
                if !isOpen { runs.append((0, 0)) }
                isOpen = true
                runs[runs.count - 1].characters += measures.sums[child].characters
                runs[runs.count - 1].commas += measures.sums[child].commas
            } else {
                isOpen = false
            }
        }
        return runs
    }

    private mutating func scoreParagraph(_ node: Int, _ sum: SubtreeMeasures.Sum) {
        var parent = Int(page.tree.nodes[node].parent)
        if parent >= 0, isWrapper(parent) { parent = Int(page.tree.nodes[parent].parent) }
        add(sum.characters, sum.commas, from: parent)
    }

    /// Gives the points of one paragraph to `nearest` and the elements around it.
    private mutating func add(_ characters: Int32, _ commas: Int32, from nearest: Int) {
        guard characters >= CandidateScoring.paragraphCharactersMin, nearest >= 0 else { return }
        let points = 2 + Double(commas) + Double(min(characters / 100, 3))
        var ancestor = nearest
        for level in 0..<CandidateScoring.ancestorsMax {
            guard ancestor >= 0, page.tree.nodes[ancestor].parent >= 0 else { return }
            if scores[ancestor].isNaN {
                scores[ancestor] = base(ancestor)
                candidates.append(ancestor)
            }
            scores[ancestor] += points / (level == 0 ? 1 : level == 1 ? 2 : Double(level * 3))
            ancestor = Int(page.tree.nodes[ancestor].parent)
        }
    }

    private func base(_ node: Int) -> Double {
        let byElement: Double =
            switch page.tree.nodes[node].element {
            case .div: 5
            case .pre, .td, .blockquote: 3
            case .address, .ol, .ul, .dl, .dd, .dt, .li, .form: -3
            case .h1, .h2, .h3, .h4, .h5, .h6, .th: -5
            default: 0
            }
        return byElement + (weighsNames ? Double(page.weight(of: node)) : 0)
    }
}
