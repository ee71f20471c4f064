/// Colours of nodes by type, the same in every drawing.
struct NodeColor {
    var red: UInt8
    var green: UInt8
    var blue: UInt8

    /// `#F6C667`.
    var hexadecimal: String {
        "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
    }

    static func of(_ type: String) -> NodeColor {
        switch type {
        case "person": NodeColor(red: 0xF6, green: 0xC6, blue: 0x67)
        case "organization": NodeColor(red: 0x9C, green: 0xC5, blue: 0xF0)
        case "location": NodeColor(red: 0xA8, green: 0xD8, blue: 0xA0)
        case "product", "work": NodeColor(red: 0xD9, green: 0xB8, blue: 0xEC)
        case "event": NodeColor(red: 0xF3, green: 0xB0, blue: 0xA8)
        default: NodeColor(red: 0xE0, green: 0xE0, blue: 0xE0)
        }
    }
}
