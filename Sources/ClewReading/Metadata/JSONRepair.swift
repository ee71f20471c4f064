/// Makes JSON of what pages call JSON: comment and CDATA wrappers, raw line breaks in strings, commas and semicolons
/// too many, quotation marks in a string that were not escaped.
package enum JSONRepair {
    /// The repaired text; it may still not be JSON.
    package static func repair(_ text: String) -> String {
        let bytes = Array(unwrap(text).utf8)
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + 16)
        var index = 0
        var isInString = false
        while index < bytes.count {
            let byte = bytes[index]
            if isInString {
                switch byte {
                case 0x5C where index + 1 < bytes.count:
                    index += 1
                    appendEscape(bytes[index], to: &out)
                case 0x22 where endsString(bytes, at: index):
                    out.append(byte)
                    isInString = false
                case 0x22: out += [0x5C, 0x22]
                case 0x0A: out += [0x5C, 0x6E]
                case 0..<0x20: out.append(0x20)
                default: out.append(byte)
                }
            } else if byte == 0x22 {
                isInString = true
                out.append(byte)
            } else if byte == 0x2C, let next = nextSignificant(bytes, after: index),
                next == 0x5D || next == 0x7D || next == 0x2C
            {
                // A comma too many.
            } else if byte == 0x3B {
                // A semicolon has no place outside of strings.
            } else {
                out.append(byte)
            }
            index += 1
        }
        if isInString { out.append(0x22) }
        return String(decoding: out, as: UTF8.self)
    }

    /// Takes off what stands around the value.
    private static func unwrap(_ text: String) -> Substring {
        var inner = Substring(text)
        if let open = inner.firstRange(of: "<![CDATA[") {
            inner = inner[open.upperBound...]
            if let close = inner.ranges(of: "]]>").last { inner = inner[..<close.lowerBound] }
        }
        guard let start = inner.firstIndex(where: { $0 == "{" || $0 == "[" }),
            let end = inner.lastIndex(where: { $0 == "}" || $0 == "]" }), start < end
        else { return inner }
        return inner[start...end]
    }

    /// An escape that JSON knows is kept; of another the character stays.
    private static func appendEscape(_ byte: UInt8, to out: inout [UInt8]) {
        switch byte {
        case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74, 0x75: out += [0x5C, byte]
        case 0..<0x20: out.append(0x20)
        default: out.append(byte)
        }
    }

    /// Whether a quotation mark ends its string: what may follow a string follows.
    private static func endsString(_ bytes: [UInt8], at index: Int) -> Bool {
        guard let next = nextSignificant(bytes, after: index) else { return true }
        return next == 0x2C || next == 0x3A || next == 0x5D || next == 0x7D
    }

    private static func nextSignificant(_ bytes: [UInt8], after index: Int) -> UInt8? {
        var next = index + 1
        while next < bytes.count, bytes[next] <= 0x20 { next += 1 }
        return next < bytes.count ? bytes[next] : nil
    }
}
