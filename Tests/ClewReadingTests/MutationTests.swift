import ClewModel
import ClewReading
import Foundation
import Testing

/// Damaged files: sources with bytes changed, cut, doubled, swapped and mixed. Nothing may crash, leak or hang, and what
/// comes out must still be an article.
///
/// Every run damages each golden case a few times (`CLEW_MUTATIONS` sets how often). For a long hunt, set
/// `CLEW_FUZZ_SECONDS` and run under AddressSanitizer; with `CLEW_SHARED` the development pages are damaged too:
///
///     CLEW_FUZZ_SECONDS=1800 swift test -c release --sanitize=address --filter MutationTests
///
/// The input at work is in the file that `CLEW_FUZZ_CURRENT` names, so that a crash leaves what caused it behind. Kept
/// as a case, it is damaged again in every run.
@Suite struct MutationTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let countPerCase = environment["CLEW_MUTATIONS"].flatMap(Int.init) ?? 20
    private static let fuzzSeconds = environment["CLEW_FUZZ_SECONDS"].flatMap(Double.init)

    private static let reader = ArticleReader(
        limits: Limits(
            fileBytesMax: 1 << 21, depthMax: 200, nodesMax: 50_000, textScalarsMax: 100_000, sentenceWordsMax: 200,
            fileSecondsMax: 30, archiveBytesMax: 8 << 20, archiveRatioMax: 50))

    @Test(arguments: CaseFolders.names)
    func survivesDamage(_ name: String) throws {
        let source = try CaseFolders.bytes(name)
        var damage = Damage(seed: UInt64(truncatingIfNeeded: name.utf8.reduce(5381) { $0 &* 33 &+ Int($1) }))
        for _ in 0..<Self.countPerCase { Self.check(damage.damaged(source, mixedWith: source), name) }
    }

    @Test(.enabled(if: fuzzSeconds != nil)) func survivesALongHunt() throws {
        let sources = try CaseFolders.names.map { try CaseFolders.bytes($0) } + Self.pages()
        var damage = Damage(seed: Self.environment["CLEW_FUZZ_SEED"].flatMap(UInt64.init) ?? 1)
        let current = Self.environment["CLEW_FUZZ_CURRENT"].map { URL(filePath: $0) }
        let end = Date().addingTimeInterval(Self.fuzzSeconds ?? 0)
        var count = 0
        while Date() < end {
            let source = sources[damage.random.below(sources.count)]
            let bytes = damage.damaged(source, mixedWith: sources[damage.random.below(sources.count)])
            if let current { try Data(bytes).write(to: current) }
            let start = Date()
            Self.check(bytes, "input \(count)")
            let seconds = Date().timeIntervalSince(start)
            if seconds > 10, let current {
                try Data(bytes).write(to: current.appendingPathExtension("slow-\(count)"))
                Issue.record("input \(count) took \(seconds) seconds")
            }
            count += 1
        }
        let seconds = clock() / CLOCKS_PER_SEC
        print("\(count) damaged inputs read from \(sources.count) sources in \(seconds) seconds of processor time")
    }

    /// The development pages, where they are at hand: damage to compressed bytes seldom gets further than zlib.
    private static func pages() throws -> [[UInt8]] {
        guard let shared = environment["CLEW_SHARED"] else { return [] }
        return try ["readability-dev", "trafilatura-dev"].flatMap { set in
            let folder = "\(shared)/quality/articles/\(set)/pages"
            return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { page in
                // Not Foundation's `Process`: what it leaks would hide what the reader leaks.
                let gzip = try #require(popen("gzip -dc '\(folder)/\(page)'", "r"))
                defer { pclose(gzip) }
                var bytes: [UInt8] = []
                var chunk = [UInt8](repeating: 0, count: 1 << 16)
                while case let count = fread(&chunk, 1, chunk.count, gzip), count > 0 { bytes += chunk[..<count] }
                return bytes
            }
        }
    }

    private static func check(_ bytes: [UInt8], _ name: String) {
        let result = reader.read(bytes: bytes, origin: name)
        for article in result.articles { checkInvariants(article) }
        #expect(!result.articles.isEmpty || !result.diagnostics.isEmpty, "nothing fails silently")
    }
}

/// Damage to bytes, the same for the same seed on every machine.
struct Damage {
    var random: SplitMix

    init(seed: UInt64) { random = SplitMix(state: seed) }

    private static let tokens = [
        "<", ">", "</div>", "<div>", "<p>", "</p>", "<script>", "</script>", "<style>", "<!--", "-->", "<![CDATA[",
        "]]>",
        "&#x10FFFF;", "&#0;", "&", "&lt;", "\"", "'", "=", "<table><tr>", "<template>", "<svg>", "\u{FEFF}", "\u{0}",
        "\u{202E}", "<title>", "{\"@type\":\"Article\"", "<b><i><b><i>", "<html>", "</body>", "<?xml version=\"1.0\"?>",
        "<!DOCTYPE a [<!ENTITY b \"c\">]>", "<item>", "<entry>", "<content:encoded>", "<nitf>", "<newsItem>", "<TEI>",
        "<sec><title>", "WARC/1.0\r\n", "Content-Length: 99999999999999999999\r\n", "Content-Length: -1\r\n",
        "\r\n\r\n",
        "Content-Encoding: gzip\r\n", "Transfer-Encoding: chunked\r\n", "ffffffffffffffff\r\n", "PK\u{3}\u{4}",
        "bplist00",
        "{", "}", "[", "]", "\\u", "\\", "itemscope itemprop=author", "property=\"a\" typeof=b", "charset=utf-16",
        "boundary=", "style=\"display:none\"", "class=\"comment\"",
    ].map { Array($0.utf8) }

    /// A copy of `source` with some of it changed, and sometimes a piece of `other` in it.
    mutating func damaged(_ source: [UInt8], mixedWith other: [UInt8]) -> [UInt8] {
        var bytes = source
        for _ in 0...random.below(8) {
            let at = random.below(bytes.count + 1)
            let further = random.below(bytes.count + 1)
            let (from, to) = (min(at, further), max(at, further))
            switch random.below(9) {
            case 0: if at < bytes.count { bytes[at] = UInt8(random.below(256)) }
            case 1: bytes.removeSubrange(from..<min(to, from + 200))
            case 2: bytes.insert(contentsOf: bytes[from..<min(to, from + 2_000)], at: at)
            case 3: bytes.insert(contentsOf: Self.tokens[random.below(Self.tokens.count)], at: at)
            case 4:
                let token = Self.tokens[random.below(Self.tokens.count)]
                bytes.insert(contentsOf: (0..<random.below(300)).flatMap { _ in token }, at: at)
            case 5: if random.below(4) == 0 { bytes.removeSubrange(at...) }
            case 6:
                let start = random.below(other.count + 1)
                bytes.insert(contentsOf: other[start..<min(other.count, start + random.below(4_000))], at: at)
            case 7: bytes.removeSubrange(from..<min(to, from + random.below(20_000)))
            default: if at < bytes.count { bytes[at] ^= UInt8(1 << random.below(8)) }
            }
        }
        return bytes
    }

    /// Steele, Lea and Flood's SplitMix64.
    struct SplitMix {
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
