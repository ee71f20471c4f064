import Glibc

/// The system's character conversion (`iconv`), with U+FFFD for what it refuses.
enum CharacterConverter {
    private static let outputBytesMax = 1 << 16

    /// UTF-8, and how many bytes had to be replaced. All bytes are refused where the system lacks the encoding.
    static func convert(_ bytes: [UInt8], from name: String) -> (utf8: [UInt8], replaced: Int) {
        guard let converter = iconv_open("UTF-8", name), converter != iconv_t(bitPattern: -1) else {
            return (Windows1252.decode(bytes), bytes.count)
        }
        defer { iconv_close(converter) }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 2)
        var replaced = 0
        var input = bytes.map { CChar(bitPattern: $0) }
        var buffer = [CChar](repeating: 0, count: outputBytesMax)
        // iconv moves `from` forward within `input` and `to` within `buffer`; both counts say how much is left.
        input.withUnsafeMutableBufferPointer { input in
            buffer.withUnsafeMutableBufferPointer { buffer in
                var from = input.baseAddress
                var left = input.count
                var isFlushing = false
                while left > 0 || !isFlushing {
                    isFlushing = left == 0
                    var to = buffer.baseAddress
                    var room = buffer.count
                    let result =
                        isFlushing ? iconv(converter, nil, nil, &to, &room) : iconv(converter, &from, &left, &to, &room)
                    let failure = errno
                    output.append(contentsOf: buffer[..<(buffer.count - room)].lazy.map { UInt8(bitPattern: $0) })
                    guard result == -1, failure != E2BIG, !isFlushing else { continue }
                    // An invalid or cut sequence: skip its first byte.
                    output.append(contentsOf: [0xEF, 0xBF, 0xBD])
                    replaced += 1
                    from = from?.advanced(by: 1)
                    left -= 1
                }
            }
        }
        return (output, replaced)
    }
}
