import ClewModel

/// The terms that fields of facts are spelled as.
enum FieldSpelling {
    /// The term that a field is spelled as, if it is no text as it stands.
    static func term(_ field: UnsafeBufferPointer<UInt8>) -> Term? {
        guard let first = field.first else { return nil }
        if first &- 48 < 10 || first == 45 {
            if let number = integer(field) { return .integer(number) }
            if let other = decimalOrDate(field) { return other }
        } else if first == 116 || first == 102 {
            if field.elementsEqual("true".utf8) { return .boolean(true) }
            if field.elementsEqual("false".utf8) { return .boolean(false) }
        }
        if field.allSatisfy({ $0 < 128 }) || String(validating: field, as: UTF8.self) != nil { return nil }
        return .text(String(decoding: field, as: UTF8.self))
    }

    /// An integer of 64 bits, without leading zeros.
    private static func integer(_ field: UnsafeBufferPointer<UInt8>) -> Int64? {
        let isNegative = field[0] == 45
        let digits = isNegative ? 1 : 0
        guard field.count > digits, field.count <= 19 + digits, field[digits] != 48 || field.count == 1 else {
            return nil
        }
        var value: UInt64 = 0
        for index in digits..<field.count {
            let digit = field[index] &- 48
            if digit > 9 { return nil }
            value = value * 10 + UInt64(digit)
        }
        if isNegative { return value <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- value) : nil }
        return Int64(exactly: value)
    }

    private static func decimalOrDate(_ field: UnsafeBufferPointer<UInt8>) -> Term? {
        if field.count > 32 { return nil }
        let text = String(decoding: field, as: UTF8.self)
        if field.count == 7 || field.count == 10, field[4] == 45, let date = CalendarDate(iso: text) {
            return .date(date)
        }
        let digits = field.drop { $0 == 45 }
        guard let point = digits.firstIndex(where: { $0 == 46 || $0 == 101 }), point > digits.startIndex,
            point + 1 < field.count, field[point] == 101 || field[point + 1] &- 48 < 10,
            digits.first != 48 || point == digits.startIndex + 1,
            digits.allSatisfy({ $0 &- 48 < 10 || $0 == 46 || $0 == 101 || $0 == 43 || $0 == 45 }),
            let value = Double(text), value.isFinite
        else { return nil }
        return .decimal(value)
    }
}
