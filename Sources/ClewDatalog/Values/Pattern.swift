/// A regular expression that must match a whole text, in time proportional to text times pattern whatever the two are:
/// Thompson's simulation of all states at once (Thompson 1968; Cox, "Regular Expression Matching Can Be Simple And
/// Fast", 2007). No back-references, which is what makes the bound possible.
///
/// Forms: `.` (any character but a line break), `[a-z]`, `[^a-z]`, `\d \w \s` and their capitals for the opposite,
/// `\n \t \u{…}`, `(…)`, `(?:…)`, `|`, `* + ?`, `{2}`, `{2,}`, `{2,5}` (with `?` behind them allowed and without
/// effect), `^ $ \b`, and `(?i)` in front for upper and lower case alike.
struct Pattern: Sendable {
    /// How many instructions a pattern may take: repetitions are written out.
    static let instructionsMax = 8_192

    enum Instruction: Sendable {
        case scalar(ScalarSet)
        case split(Int, Int)
        case jump(Int)
        case assert(Assertion)
        case match
    }

    enum Assertion: Sendable { case start, end, wordBoundary, noWordBoundary }

    /// Why a pattern cannot be read.
    struct Fault: Error {
        var message: String
        var repair: String
    }

    let instructions: [Instruction]
    let ignoresCase: Bool

    /// The pattern, or why it cannot be read.
    static func compiling(_ text: String) -> Result<Pattern, Fault> {
        do {
            var reader = PatternReader(text)
            let tree = try reader.read()
            var compiler = PatternCompiler()
            try compiler.compile(tree)
            return .success(
                Pattern(instructions: compiler.instructions + [.match], ignoresCase: reader.ignoresCase))
        } catch {
            return .failure(error)
        }
    }

    /// Whether the whole text matches. O(text · instructions).
    func matches(_ text: String) -> Bool {
        let scalars = Array((ignoresCase ? text.lowercased() : text).unicodeScalars)
        var current = StateSet(capacity: instructions.count)
        var following = StateSet(capacity: instructions.count)
        add(0, to: &current, scalars, 0)
        for (position, scalar) in scalars.enumerated() {
            if current.isEmpty { return false }
            following.removeAll()
            for index in 0..<current.count {
                if case .scalar(let set) = instructions[current[index]], set.contains(scalar) {
                    add(current[index] + 1, to: &following, scalars, position + 1)
                }
            }
            swap(&current, &following)
        }
        return (0..<current.count).contains { if case .match = instructions[current[$0]] { true } else { false } }
    }

    /// Adds a state with all that it leads to without reading a scalar.
    private func add(_ state: Int, to set: inout StateSet, _ scalars: [Unicode.Scalar], _ position: Int) {
        var pending = [state]
        while let state = pending.popLast() {
            guard set.insert(state) else { continue }
            switch instructions[state] {
            case .split(let first, let second): pending += [second, first]
            case .jump(let target): pending.append(target)
            case .assert(let assertion):
                if Pattern.holds(assertion, scalars, position) { pending.append(state + 1) }
            case .scalar, .match: break
            }
        }
    }

    private static func holds(_ assertion: Assertion, _ scalars: [Unicode.Scalar], _ position: Int) -> Bool {
        switch assertion {
        case .start: return position == 0
        case .end: return position == scalars.count
        case .wordBoundary, .noWordBoundary:
            let before = position > 0 && ScalarSet.isWord(scalars[position - 1])
            let after = position < scalars.count && ScalarSet.isWord(scalars[position])
            return (before != after) == (assertion == .wordBoundary)
        }
    }
}

/// States of the simulation: a sparse set, cleared in constant time (Briggs and Torczon 1993).
private struct StateSet {
    private var dense: [Int]
    private var sparse: [Int]
    private(set) var count = 0

    init(capacity: Int) {
        dense = Array(repeating: 0, count: capacity)
        sparse = Array(repeating: 0, count: capacity)
    }

    var isEmpty: Bool { count == 0 }

    subscript(index: Int) -> Int { dense[index] }

    mutating func removeAll() { count = 0 }

    mutating func insert(_ state: Int) -> Bool {
        if sparse[state] < count, dense[sparse[state]] == state { return false }
        dense[count] = state
        sparse[state] = count
        count += 1
        return true
    }
}

/// Scalars that a place of a pattern admits.
struct ScalarSet: Sendable {
    enum Class: Sendable { case digit, word, space }

    var ranges: [ClosedRange<UInt32>] = []
    var classes: [(kind: Class, isNegated: Bool)] = []
    var isNegated = false

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        let isListed =
            ranges.contains { $0.contains(scalar.value) }
            || classes.contains { ScalarSet.isIn($0.kind, scalar) != $0.isNegated }
        return isListed != isNegated
    }

    private static func isIn(_ kind: Class, _ scalar: Unicode.Scalar) -> Bool {
        switch kind {
        case .digit: scalar.properties.numericType == .decimal
        case .word: isWord(scalar)
        case .space: scalar.properties.isWhitespace
        }
    }

    static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
    }
}
