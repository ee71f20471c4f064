import CLibXML2

/// Makes every reference in XML one by number, and every `&` that begins none a reference to itself: once libxml2 has
/// met an error in a document, it drops references by name without a word.
enum XMLReferences {
    private static let nameBytesMax = 32

    /// The text with its references by number. O(bytes).
    static func numbered(_ utf8: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(utf8.count + utf8.count / 16)
        var index = 0
        while index < utf8.count {
            let byte = utf8[index]
            guard byte == 0x26 else {
                // References mean nothing in a CDATA section.
                if byte == 0x3C, utf8[index...].starts(with: "<![CDATA[".utf8) {
                    let end = endOfSection(utf8, from: index)
                    out += utf8[index..<end]
                    index = end
                    continue
                }
                out.append(byte)
                index += 1
                continue
            }
            let rest = utf8[(index + 1)...].prefix(nameBytesMax)
            let name = rest.prefix { $0 != 0x3B && $0 > 0x20 && $0 != 0x26 && $0 != 0x3C }
            if name.first == 0x23, name.endIndex < utf8.count, utf8[name.endIndex] == 0x3B {
                out.append(byte)
                index += 1
            } else if name.endIndex < utf8.count, utf8[name.endIndex] == 0x3B, let number = number(name) {
                out += Array("&#\(number);".utf8)
                index = name.endIndex + 1
            } else {
                out += Array("&#38;".utf8)
                index += 1
            }
        }
        return out
    }

    private static func number(_ name: ArraySlice<UInt8>) -> UInt32? {
        if name.elementsEqual("apos".utf8) { return 39 }
        return htmlEntityLookup(String(decoding: name, as: UTF8.self)).map { $0.pointee.value }
    }

    private static func endOfSection(_ utf8: [UInt8], from start: Int) -> Int {
        var index = start
        while index + 2 < utf8.count {
            if utf8[index] == 0x5D, utf8[index + 1] == 0x5D, utf8[index + 2] == 0x3E { return index + 3 }
            index += 1
        }
        return utf8.count
    }
}
