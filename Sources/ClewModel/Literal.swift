/// A value that is not an entity.
public enum Literal: Hashable, Sendable, Codable {
    case text(String)
    case integer(Int64)
    case decimal(Double)
    case date(CalendarDate)
    /// An amount with its unit: money with an ISO 4217 code (`USD`), else the unit's word in the singular (`percent`,
    /// `employee`).
    case quantity(Double, unit: String)

    /// As the graph and the exports spell it: `2025-01-30`, `12.5`, `5600000000 USD`.
    public var spelling: String {
        switch self {
        case .text(let text): text
        case .integer(let number): String(number)
        case .decimal(let number): Literal.spelling(of: number)
        case .date(let date): date.iso
        case .quantity(let amount, let unit): Literal.spelling(of: amount) + " " + unit
        }
    }

    private static func spelling(of number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
    }
}
