import ClewModel

/// Finds operations and comparisons that no row could make sense of, such as adding 1 to a name.
struct TypeCheck {
    /// What an expression's value is for certain.
    private enum Kind: String {
        case number, text, date, boolean
    }

    private let rule: Rule
    private(set) var collector: DiagnosticCollector

    init(rule: Rule, collector: DiagnosticCollector) {
        self.rule = rule
        self.collector = collector
    }

    mutating func check() {
        for literal in rule.body {
            switch literal.kind {
            case .comparison(let comparison, let left, let right):
                check(comparison, kind(of: left, literal.range), kind(of: right, literal.range), literal.range)
            case .binding(_, let value): _ = kind(of: value, literal.range)
            case .test(let test, let operands, _):
                for operand in operands { _ = kind(of: operand, literal.range) }
                if test == .matches, operands.count == 2 { checkPattern(operands[1]) }
            default: break
            }
        }
    }

    private mutating func check(_ comparison: Comparison, _ left: Kind?, _ right: Kind?, _ range: TextRange) {
        guard let left, let right, left != right else { return }
        if Set([left, right]) == [.number, .date] { return }
        collector.report(
            .type, "a \(left.rawValue) and a \(right.rawValue) cannot be compared", at: range,
            repair: "Dates are written bare, 2025-01-30; to_number(?x) and to_string(?x) change the kind")
    }

    private mutating func kind(of expression: Expression, _ range: TextRange) -> Kind? {
        switch expression {
        case .variable: return nil
        case .constant(let index): return TypeCheck.kind(of: rule.constants[index].term)
        case .call(let function, let operands):
            let kinds = operands.map { (kind(of: $0, range), $0) }
            if function.takesNumbers {
                for (kind, operand) in kinds where kind != nil && kind != .number {
                    reportArithmetic(function, operand, range)
                }
                return .number
            }
            switch function {
            case .length, .toNumber: return .number
            case .min, .max: return kinds.first?.0
            default: return .text
            }
        }
    }

    private mutating func reportArithmetic(_ function: Function, _ operand: Expression, _ range: TextRange) {
        guard case .constant(let index) = operand else {
            return collector.report(
                .type, "\(function.rawValue) takes numbers, not texts", at: range,
                repair: "to_number(…) reads a text as a number")
        }
        let constant = rule.constants[index]
        let isHyphen = function == .subtract && constant.isName && !constant.isQuoted
        collector.report(
            .type, "\(function.rawValue) takes numbers, not \(constant.term.sourceSpelling)", at: constant.range,
            repair: isHyphen
                ? "Put a name with a hyphen in quotes, such as \"GPT-4\"" : "to_number(…) reads a text as a number")
    }

    private mutating func checkPattern(_ operand: Expression) {
        guard case .constant(let index) = operand, case .text(let text) = rule.constants[index].term else { return }
        if case .failure(let fault) = Pattern.compiling(text) {
            collector.report(
                .pattern, "this pattern cannot be read: \(fault.message)", at: rule.constants[index].range,
                repair: fault.repair)
        }
    }

    private static func kind(of term: Term) -> Kind {
        switch term {
        case .boolean: .boolean
        case .integer, .decimal: .number
        case .date: .date
        case .text: .text
        }
    }
}
