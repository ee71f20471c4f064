import ClewModel

/// The terms of an evaluation: those of the source, and those that rules compute, numbered behind them. The source's
/// dictionary is never copied.
final class TermSpace {
    private let base: TermDictionary
    private let offset: UInt32
    private var own = TermDictionary()

    init(base: TermDictionary) {
        self.base = base
        offset = UInt32(base.count)
    }

    /// The term behind an id.
    subscript(id: UInt32) -> Term {
        if id < offset || id & 0x8000_0000 != 0 { return base[id] }
        return own[id - offset]
    }

    /// The id of a term, given on first sight.
    func intern(_ term: Term) -> UInt32 {
        if case .integer(let number) = term, let id = TermDictionary.id(ofInteger: number) { return id }
        if let id = base.id(of: term) { return id }
        return own.intern(term) + offset
    }

    /// The terms as they are now.
    var snapshot: TermSnapshot { TermSnapshot(base: base, offset: offset, own: own) }

    /// Whether it is certain, without looking at the term, that nothing but the same id is of equal value: texts,
    /// dates and truth values.
    func isText(_ id: UInt32) -> Bool {
        if id & 0x8000_0000 != 0 { return false }
        return id < offset ? base.isText(id) : own.isText(id - offset)
    }

    /// Memory taken by computed terms, in bytes.
    var byteCount: Int { own.byteCount }
}

/// The terms of an evaluation at some moment.
struct TermSnapshot: Sendable {
    fileprivate let base: TermDictionary
    fileprivate let offset: UInt32
    fileprivate let own: TermDictionary

    /// The term behind an id.
    subscript(id: UInt32) -> Term {
        id < offset || id & 0x8000_0000 != 0 ? base[id] : own[id - offset]
    }
}
