/// The syntax of a regular expression.
indirect enum PatternTree {
    case empty
    case scalar(ScalarSet)
    case assertion(Pattern.Assertion)
    case sequence([PatternTree])
    case alternatives([PatternTree])
    case repetition(PatternTree, least: Int, most: Int?)
}

/// Reads the syntax of a regular expression; see ``Pattern`` for the forms.
struct PatternReader {
    private static let depthMax = 50
    private static let repetitionMax = 1_000

    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var depth = 0
    private(set) var ignoresCase = false

    init(_ text: String) {
        var scalars = Array(text.unicodeScalars)
        if scalars.starts(with: "(?i)".unicodeScalars) {
            ignoresCase = true
            scalars.removeFirst(4)
        }
        self.scalars = scalars
    }

    private var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
        guard current == scalar else { return false }
        position += 1
        return true
    }

    mutating func read() throws(Pattern.Fault) -> PatternTree {
        let tree = try alternatives()
        if position < scalars.count {
            throw Pattern.Fault(message: "a ) closes nothing", repair: "Write \\\\) for the sign itself")
        }
        return tree
    }

    private mutating func alternatives() throws(Pattern.Fault) -> PatternTree {
        depth += 1
        defer { depth -= 1 }
        if depth > PatternReader.depthMax {
            throw Pattern.Fault(message: "it is nested too deep", repair: "Use fewer parentheses")
        }
        var branches = [try sequence()]
        while accept("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func sequence() throws(Pattern.Fault) -> PatternTree {
        var parts: [PatternTree] = []
        while let scalar = current, scalar != "|", scalar != ")" {
            var part = try atom()
            while let (least, most) = try repetition() {
                _ = accept("?")
                part = .repetition(part, least: least, most: most)
            }
            parts.append(part)
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func repetition() throws(Pattern.Fault) -> (Int, Int?)? {
        if accept("*") { return (0, nil) }
        if accept("+") { return (1, nil) }
        if accept("?") { return (0, 1) }
        guard accept("{") else { return nil }
        let fault = Pattern.Fault(
            message: "a repetition in braces is {2}, {2,} or {2,5}, up to \(PatternReader.repetitionMax)",
            repair: "Write \\\\{ for the sign itself")
        guard let least = number() else { throw fault }
        var most: Int? = least
        if accept(",") { most = number() }
        guard accept("}"), least <= PatternReader.repetitionMax,
            most.map({ $0 >= least && $0 <= PatternReader.repetitionMax }) ?? true
        else { throw fault }
        return (least, most)
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let scalar = current, ("0"..."9").contains(scalar) {
            value = min((value ?? 0) * 10 + Int(scalar.value - 48), 1_000_000)
            position += 1
        }
        return value
    }

    private mutating func atom() throws(Pattern.Fault) -> PatternTree {
        guard let scalar = current else { return .empty }
        position += 1
        switch scalar {
        case "(":
            if accept("?"), !accept(":") {
                throw Pattern.Fault(message: "(? begins a form that there is not", repair: "Groups are (…) and (?:…)")
            }
            let inner = try alternatives()
            guard accept(")") else {
                throw Pattern.Fault(message: "a ( is not closed", repair: "Write \\\\( for the sign itself")
            }
            return inner
        case "[": return .scalar(try set())
        case ".": return .scalar(ScalarSet(ranges: [10...10], isNegated: true))
        case "^": return .assertion(.start)
        case "$": return .assertion(.end)
        case "\\":
            if accept("b") { return .assertion(.wordBoundary) }
            if accept("B") { return .assertion(.noWordBoundary) }
            return .scalar(try escape())
        case "*", "+", "?", "{":
            throw Pattern.Fault(
                message: "\(scalar) repeats nothing", repair: "Write \\\\\(scalar) for the sign itself")
        default: return .scalar(single(scalar))
        }
    }

    private func single(_ scalar: Unicode.Scalar) -> ScalarSet {
        let folded = ignoresCase ? Array(scalar.properties.lowercaseMapping.unicodeScalars) : [scalar]
        return ScalarSet(ranges: folded.prefix(1).map { $0.value...$0.value })
    }

    /// Behind the backslash.
    private mutating func escape() throws(Pattern.Fault) -> ScalarSet {
        guard let scalar = current else {
            throw Pattern.Fault(message: "it ends with a backslash", repair: "Write \\\\\\\\ for the sign itself")
        }
        position += 1
        switch scalar {
        case "d": return ScalarSet(classes: [(.digit, false)])
        case "D": return ScalarSet(classes: [(.digit, true)])
        case "w": return ScalarSet(classes: [(.word, false)])
        case "W": return ScalarSet(classes: [(.word, true)])
        case "s": return ScalarSet(classes: [(.space, false)])
        case "S": return ScalarSet(classes: [(.space, true)])
        case "n": return single("\n")
        case "t": return single("\t")
        case "r": return single("\r")
        default:
            if scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
                throw Pattern.Fault(
                    message: "\\\(scalar) has no meaning",
                    repair: "The classes are \\\\d, \\\\w, \\\\s and their capitals")
            }
            return single(scalar)
        }
    }

    /// Behind the opening bracket.
    private mutating func set() throws(Pattern.Fault) -> ScalarSet {
        var set = ScalarSet()
        set.isNegated = accept("^")
        var isFirst = true
        while let scalar = current, isFirst || scalar != "]" {
            isFirst = false
            position += 1
            var part = scalar == "\\" ? try escape() : single(scalar)
            if part.classes.isEmpty, let low = part.ranges.first?.lowerBound, current == "-",
                position + 1 < scalars.count,
                scalars[position + 1] != "]"
            {
                position += 1
                let end = scalars[position]
                position += 1
                let last = end == "\\" ? try escape() : single(end)
                guard let high = last.ranges.first?.lowerBound, last.classes.isEmpty, low <= high else {
                    throw Pattern.Fault(
                        message: "a range in brackets runs backwards", repair: "Write the smaller character first")
                }
                part.ranges = [low...high]
            }
            set.ranges += part.ranges
            set.classes += part.classes
        }
        guard accept("]") else {
            throw Pattern.Fault(message: "a [ is not closed", repair: "Write \\\\[ for the sign itself")
        }
        return set
    }
}

/// Writes a pattern's tree as instructions.
struct PatternCompiler {
    private(set) var instructions: [Pattern.Instruction] = []

    private mutating func append(_ instruction: Pattern.Instruction) throws(Pattern.Fault) {
        instructions.append(instruction)
        if instructions.count > Pattern.instructionsMax {
            throw Pattern.Fault(
                message: "it is too large when its repetitions are written out", repair: "Repeat less often")
        }
    }

    mutating func compile(_ tree: PatternTree) throws(Pattern.Fault) {
        switch tree {
        case .empty: break
        case .scalar(let set): try append(.scalar(set))
        case .assertion(let assertion): try append(.assert(assertion))
        case .sequence(let parts): for part in parts { try compile(part) }
        case .alternatives(let branches): try compile(branches[...])
        case .repetition(let part, let least, let most):
            for _ in 0..<least { try compile(part) }
            if let most {
                for _ in least..<most {
                    try optionally { (compiler) throws(Pattern.Fault) in try compiler.compile(part) }
                }
            } else {
                let start = instructions.count
                try optionally { (compiler) throws(Pattern.Fault) in
                    try compiler.compile(part)
                    try compiler.append(.jump(start))
                }
            }
        }
    }

    private mutating func optionally(_ body: (inout PatternCompiler) throws(Pattern.Fault) -> Void) throws(Pattern
        .Fault)
    {
        let split = instructions.count
        try append(.split(0, 0))
        try body(&self)
        instructions[split] = .split(split + 1, instructions.count)
    }

    private mutating func compile(_ branches: ArraySlice<PatternTree>) throws(Pattern.Fault) {
        guard let first = branches.first else { return }
        if branches.count == 1 { return try compile(first) }
        let split = instructions.count
        try append(.split(0, 0))
        try compile(first)
        let jump = instructions.count
        try append(.jump(0))
        instructions[split] = .split(split + 1, instructions.count)
        try compile(branches.dropFirst())
        instructions[jump] = .jump(instructions.count)
    }
}
