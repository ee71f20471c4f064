import ClewLanguage
import ClewModel
import Foundation
import Testing

/// Floors for tags and trees on the development treebanks with gold tokens, where `CLEW_SHARED` names the folder that
/// has them. A change that falls below one lost something; raise them when a better model comes.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["CLEW_SHARED"] != nil))
struct ParseQualityTests {
    @Test(arguments: [("ewt", 97.2, 90.3), ("gum", 97.7, 91.0)])
    func tagsAndTreesKeepTheirFloors(treebank: String, uposFloor: Double, lasFloor: Double) throws {
        let gold = CoNLLU.read(try TreebankFile.text("en_\(treebank)-dev")).sentences
        #expect(gold.count > 500)
        var predicted = gold
        try LanguageAnalyzer().annotate(&predicted)
        var words = 0
        var tags = 0
        var arcs = 0
        for (expected, found) in zip(gold, predicted) {
            for (one, other) in zip(expected.tokens, found.tokens) {
                words += 1
                if one.upos == other.upos { tags += 1 }
                if one.head == other.head, one.universalRelation == other.universalRelation { arcs += 1 }
            }
        }
        #expect(Double(tags) / Double(words) * 100 >= uposFloor)
        #expect(Double(arcs) / Double(words) * 100 >= lasFloor)
    }
}
