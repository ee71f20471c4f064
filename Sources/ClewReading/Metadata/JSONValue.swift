import Foundation

/// JSON as a value.
package enum JSONValue: Hashable, Sendable {
    case object([String: JSONValue])
    case array([JSONValue])
    case text(String)
    case number(Double)
    case null

    /// Reads JSON, or none where the text is not JSON.
    init?(_ text: String) {
        let options: JSONSerialization.ReadingOptions = [.fragmentsAllowed]
        guard let any = try? JSONSerialization.jsonObject(with: Data(text.utf8), options: options) else { return nil }
        self.init(any: any)
    }

    private init(any: Any) {
        switch any {
        case let object as [String: Any]: self = .object(object.mapValues { JSONValue(any: $0) })
        case let array as [Any]: self = .array(array.map { JSONValue(any: $0) })
        case let text as String: self = .text(text)
        case let number as NSNumber: self = .number(number.doubleValue)
        default: self = .null
        }
    }

    /// The value of a key, where this is an object that has it.
    subscript(key: String) -> JSONValue? {
        guard case .object(let object) = self else { return nil }
        return object[key]
    }

    /// The elements of an array, or the value itself as the only one.
    var elements: [JSONValue] {
        switch self {
        case .array(let array): array
        case .null: []
        default: [self]
        }
    }

    /// The text, where this is one.
    var text: String? {
        if case .text(let text) = self { return text }
        return nil
    }
}
