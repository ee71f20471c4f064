import Foundation

/// How mail carries bytes through lines of ASCII (RFC 2045, section 6).
enum TransferEncoding {
    /// Undoes quoted-printable. What is no escape stays as it stands. O(bytes).
    static func quotedPrintable(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(text.count)
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            guard byte == 0x3D else {
                out.append(byte)
                index += 1
                continue
            }
            if index + 2 < text.endIndex, let high = digit(text[index + 1]), let low = digit(text[index + 2]) {
                out.append(high << 4 | low)
                index += 3
            } else if let end = softBreak(text, after: index) {
                index = end
            } else {
                out.append(byte)
                index += 1
            }
        }
        return out
    }

    /// Undoes base64; other characters are passed over.
    static func base64(_ text: ArraySlice<UInt8>) -> [UInt8] {
        [UInt8](Data(base64Encoded: Data(text), options: .ignoreUnknownCharacters) ?? Data())
    }

    /// The index after the line end that follows a `=`, spaces before it allowed.
    private static func softBreak(_ text: ArraySlice<UInt8>, after index: Int) -> Int? {
        var next = index + 1
        while next < text.endIndex, text[next] == 0x20 || text[next] == 0x09 || text[next] == 0x0D { next += 1 }
        if next == text.endIndex { return next }
        return text[next] == 0x0A ? next + 1 : nil
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
