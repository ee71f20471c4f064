// What Foundation would do here: loading it takes 6 MiB, which would be counted with the engine's.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The bytes of a file as text; none where it cannot be read.
func text(ofFile path: String) -> String? {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return text(from: descriptor)
}

/// All that can still be read.
func text(from descriptor: Int32) -> String {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4_096)
    while true {
        let count = read(descriptor, &piece, piece.count)
        if count <= 0 { return String(decoding: bytes, as: UTF8.self) }
        bytes += piece[..<count]
    }
}

/// Writes a line at once, whatever the descriptor is.
func write(line: String, to descriptor: Int32) {
    let bytes = Array((line + "\n").utf8)
    _ = write(descriptor, bytes, bytes.count)
}

extension Double {
    /// The number with so many digits behind the point.
    func fixed(_ digits: Int) -> String {
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let whole = String(Int((abs(self) * scale).rounded()))
        let padded = String(repeating: "0", count: max(0, digits + 1 - whole.count)) + whole
        let sign = self < 0 ? "-" : ""
        return sign + padded.dropLast(digits) + (digits > 0 ? "." + padded.suffix(digits) : "")
    }
}
