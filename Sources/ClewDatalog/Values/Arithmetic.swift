import ClewModel

/// The functions of values. Integers stay integers, checked for overflow; with a decimal among them the result is a
/// decimal.
enum Arithmetic {
    enum Fault: Error {
        case overflow, divisionByZero
        /// An operand that the function cannot take.
        case wrongKind(Term)
        /// `to_number` of a text that is none.
        case noValue
    }

    /// - Precondition: the number of operands is one that the function takes.
    static func apply(_ function: Function, _ operands: [Term]) -> Result<Term, Fault> {
        switch function {
        case .min: return .success(operands.min(by: TermOrder.precedes) ?? .integer(0))
        case .max: return .success(operands.max(by: TermOrder.precedes) ?? .integer(0))
        case .lower, .upper, .length, .substring, .concat, .toNumber, .toString:
            return TextFunctions.apply(function, operands)
        case .abs:
            switch operands[0] {
            case .integer(let number): return number == .min ? .failure(.overflow) : .success(.integer(abs(number)))
            case .decimal(let number): return .success(.decimal(abs(number)))
            default: return .failure(.wrongKind(operands[0]))
            }
        case .add, .subtract, .multiply, .divide, .remainder, .power:
            return combine(function, operands[0], operands[1])
        }
    }

    /// A number's value as a double; none for other terms.
    static func double(_ term: Term) -> Double? {
        switch term {
        case .integer(let number): Double(number)
        case .decimal(let number): number
        default: nil
        }
    }

    private static func combine(_ function: Function, _ left: Term, _ right: Term) -> Result<Term, Fault> {
        if case .integer(let first) = left, case .integer(let second) = right {
            return combine(function, first, second)
        }
        guard let first = double(left) else { return .failure(.wrongKind(left)) }
        guard let second = double(right) else { return .failure(.wrongKind(right)) }
        let result: Double
        switch function {
        case .add: result = first + second
        case .subtract: result = first - second
        case .multiply: result = first * second
        case .divide:
            if second == 0 { return .failure(.divisionByZero) }
            result = first / second
        case .remainder:
            if second == 0 { return .failure(.divisionByZero) }
            result = first.truncatingRemainder(dividingBy: second)
        default: result = power(first, second)
        }
        return finite(result)
    }

    private static func combine(_ function: Function, _ left: Int64, _ right: Int64) -> Result<Term, Fault> {
        let (result, overflow): (Int64, Bool)
        switch function {
        case .add: (result, overflow) = left.addingReportingOverflow(right)
        case .subtract: (result, overflow) = left.subtractingReportingOverflow(right)
        case .multiply: (result, overflow) = left.multipliedReportingOverflow(by: right)
        case .divide:
            if right == 0 { return .failure(.divisionByZero) }
            (result, overflow) = left.dividedReportingOverflow(by: right)
        case .remainder:
            if right == 0 { return .failure(.divisionByZero) }
            return .success(.integer(right == -1 ? 0 : left % right))
        default:
            if right < 0 { return left == 0 ? .failure(.divisionByZero) : finite(power(Double(left), Double(right))) }
            return power(left, right)
        }
        return overflow ? .failure(.overflow) : .success(.integer(result))
    }

    private static func power(_ base: Int64, _ exponent: Int64) -> Result<Term, Fault> {
        var (result, square, rest) = (Int64(1), base, exponent)
        while rest > 0 {
            if rest & 1 == 1 {
                let (product, overflow) = result.multipliedReportingOverflow(by: square)
                if overflow { return .failure(.overflow) }
                result = product
            }
            rest >>= 1
            if rest > 0 {
                let (product, overflow) = square.multipliedReportingOverflow(by: square)
                if overflow { return .failure(.overflow) }
                square = product
            }
        }
        return .success(.integer(result))
    }

    private static func finite(_ number: Double) -> Result<Term, Fault> {
        number.isFinite ? .success(.decimal(number)) : .failure(.overflow)
    }
}
