import ClewModel
import Testing

struct TermDictionaryTests {
    /// Texts of all lengths around a word of memory, many of them more than once.
    private static let texts = (0..<60_000).map { number in
        String(repeating: "long ", count: number % 7) + String(number * 7_919 % 40_000)
    }

    @Test func manyTextsAtOnceGetTheSameIDs() {
        var one = TermDictionary()
        let expected = TermDictionaryTests.texts.map { one.intern(.text($0)) }
        var many = TermDictionary()
        let isSame = intern(TermDictionaryTests.texts[...], in: &many) == expected
        #expect(isSame && many.count == one.count)
        // All but the last are known by now, save where two terms share a hash of 32 bits.
        let unknown = many.withLookup { lookup in
            TermDictionaryTests.requests(for: TermDictionaryTests.texts + ["unknown"]) { base, requests in
                var ids = [UInt32](repeating: .max, count: requests.count)
                var missing = [UInt32](repeating: .max, count: requests.count)
                let count = lookup.find(requests, in: base, ids: &ids, missing: &missing)
                let isSame = zip(ids, expected).allSatisfy { $0 == $1 || $0 == .max }
                #expect(isSame)
                return Array(missing.prefix(count))
            }
        }
        #expect(unknown.last == UInt32(TermDictionaryTests.texts.count) && unknown.count < 5)
    }

    @Test func copiesGrowOnTheirOwn() {
        var first = TermDictionary()
        _ = intern(TermDictionaryTests.texts[..<20_000], in: &first)
        let (count, known) = (first.count, first)
        var second = first
        let added = intern(TermDictionaryTests.texts[20_000...], in: &second)
        #expect(first.count == count && second.count > count)
        #expect(first.intern(.text("another")) == UInt32(count))
        #expect(first[UInt32(count)] == .text("another"))
        #expect(second[UInt32(count)] != .text("another"))
        #expect(zip(added, TermDictionaryTests.texts[20_000...]).allSatisfy { second[$0] == .text($1) })
        #expect((0..<UInt32(count)).allSatisfy { first[$0] == known[$0] && second[$0] == known[$0] })
    }

    private func intern(_ texts: ArraySlice<String>, in terms: inout TermDictionary) -> [UInt32] {
        TermDictionaryTests.requests(for: Array(texts)) { base, requests in
            var ids = [UInt32](repeating: .max, count: requests.count)
            terms.intern(requests, in: base, others: [], ids: &ids)
            return ids
        }
    }

    private static func requests<Result>(
        for texts: [String],
        _ body: (UnsafePointer<UInt8>, UnsafeBufferPointer<TermLookup.Request>) -> Result
    ) -> Result {
        var bytes: [UInt8] = []
        var requests: [TermLookup.Request] = []
        for (place, text) in texts.enumerated() {
            let utf8 = Array(text.utf8)
            requests.append(
                TermLookup.Request(
                    start: UInt32(bytes.count), count: UInt32(utf8.count),
                    hash: utf8.withUnsafeBufferPointer { TermHash.hash(text: $0) }, place: UInt32(place)))
            bytes += utf8
        }
        bytes += [UInt8](repeating: 0, count: TermLookup.padding)
        return bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { preconditionFailure("there are bytes behind the texts") }
            return requests.withUnsafeBufferPointer { body(base, $0) }
        }
    }
}
