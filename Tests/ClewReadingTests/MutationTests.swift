import ClewModel
import ClewReading
import Foundation
import Testing

/// Damaged files: every case's source with bytes changed, cut, doubled and swapped. Nothing may crash or hang, and what
/// comes out must still be an article. `CLEW_MUTATIONS` sets how many per case.
@Suite struct MutationTests {
    private static var countPerCase: Int {
        ProcessInfo.processInfo.environment["CLEW_MUTATIONS"].flatMap(Int.init) ?? 20
    }

    @Test(arguments: CaseFolders.names)
    func survivesDamage(_ name: String) throws {
        let source = try CaseFolders.bytes(name)
        var random = SplitMix(state: UInt64(truncatingIfNeeded: name.utf8.reduce(5381) { $0 &* 33 &+ Int($1) }))
        let reader = ArticleReader(
            limits: Limits(
                fileBytesMax: 1 << 20, depthMax: 200, nodesMax: 50_000, textScalarsMax: 100_000, sentenceWordsMax: 200,
                fileSecondsMax: 30))
        for _ in 0..<Self.countPerCase {
            let result = reader.read(bytes: Self.damaged(source, &random), origin: name)
            for article in result.articles { checkInvariants(article) }
            #expect(!result.articles.isEmpty || !result.diagnostics.isEmpty)
        }
    }

    private static let tokens = [
        "<", ">", "</div>", "<div>", "<p>", "</p>", "<script>", "<!--", "-->", "<![CDATA[", "&#x10FFFF;", "&#0;", "&",
        "\"", "<table><tr>",
        "<template>", "<svg>", "\u{FEFF}", "\u{0}", "\u{202E}", "<title>", "{\"@type\":\"Article\"", "<b><i><b><i>",
        "<html>", "</body>",
    ].map { Array($0.utf8) }

    private static func damaged(_ source: [UInt8], _ random: inout SplitMix) -> [UInt8] {
        var bytes = source
        for _ in 0...random.below(8) {
            let at = random.below(bytes.count + 1)
            let other = random.below(bytes.count + 1)
            let (from, to) = (min(at, other), max(at, other))
            switch random.below(7) {
            case 0: if at < bytes.count { bytes[at] = UInt8(random.below(256)) }
            case 1: bytes.removeSubrange(from..<min(to, from + 200))
            case 2: bytes.insert(contentsOf: bytes[from..<min(to, from + 2_000)], at: at)
            case 3: bytes.insert(contentsOf: tokens[random.below(tokens.count)], at: at)
            case 4: bytes.insert(contentsOf: (0..<random.below(300)).flatMap { _ in tokens[3] }, at: at)
            case 5: if random.below(4) == 0 { bytes.removeSubrange(at...) }
            default: if at < bytes.count { bytes[at] ^= UInt8(1 << random.below(8)) }
            }
        }
        return bytes
    }

    /// Steele, Lea and Flood's SplitMix64: the same damage on every machine.
    private struct SplitMix {
        var state: UInt64

        mutating func below(_ bound: Int) -> Int {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, bound)))
        }
    }
}
