/// How a column is kept in the table `columns`; `SCHEMA.md` describes it to other readers.
enum ColumnBytes {
    /// Numbers: a byte that says how many bytes each takes (1, 2, 4 or 8), then the numbers, little-endian. O(count).
    static func encode(_ numbers: some Collection<some FixedWidthInteger & UnsignedInteger>) -> [UInt8] {
        switch UInt64(numbers.max() ?? 0) {
        case ...0xFF: encode(numbers, as: UInt8.self)
        case ...0xFFFF: encode(numbers, as: UInt16.self)
        case ...0xFFFF_FFFF: encode(numbers, as: UInt32.self)
        default: encode(numbers, as: UInt64.self)
        }
    }

    private static func encode<Width: FixedWidthInteger>(
        _ numbers: some Collection<some FixedWidthInteger>, as width: Width.Type
    ) -> [UInt8] {
        let size = MemoryLayout<Width>.size
        return [UInt8](unsafeUninitializedCapacity: 1 + numbers.count * size) { buffer, count in
            buffer.initialize(repeating: 0)
            buffer[0] = UInt8(size)
            for (place, number) in numbers.enumerated() {
                UnsafeMutableRawBufferPointer(buffer).storeBytes(
                    of: Width(truncatingIfNeeded: number).littleEndian, toByteOffset: 1 + place * size, as: Width.self)
            }
            count = buffer.count
        }
    }

    /// Texts: their number and the length of each in bytes, 32 bits little-endian, then the UTF-8 of all.
    static func encode(texts: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        func append(_ number: Int) { withUnsafeBytes(of: UInt32(number).littleEndian) { bytes.append(contentsOf: $0) } }
        append(texts.count)
        for text in texts { append(text.utf8.count) }
        for text in texts { bytes.append(contentsOf: text.utf8) }
        return bytes
    }

    /// The numbers; none where the bytes are not such a column, or a number does not fit.
    static func numbers<Number: FixedWidthInteger>(_ bytes: UnsafeRawBufferPointer, as type: Number.Type) -> [Number]? {
        switch bytes.first {
        case 1: numbers(bytes, of: UInt8.self)
        case 2: numbers(bytes, of: UInt16.self)
        case 4: numbers(bytes, of: UInt32.self)
        case 8: numbers(bytes, of: UInt64.self)
        default: nil
        }
    }

    private static func numbers<Width: FixedWidthInteger, Number: FixedWidthInteger>(
        _ bytes: UnsafeRawBufferPointer, of width: Width.Type
    ) -> [Number]? {
        let size = MemoryLayout<Width>.size
        let count = (bytes.count - 1) / size
        guard size <= MemoryLayout<Number>.size, bytes.count == 1 + count * size else { return nil }
        return [Number](unsafeUninitializedCapacity: count) { buffer, initialized in
            for place in 0..<count {
                let number = Width(littleEndian: bytes.loadUnaligned(fromByteOffset: 1 + place * size, as: Width.self))
                buffer.initializeElement(at: place, to: Number(truncatingIfNeeded: number))
            }
            initialized = count
        }
    }

    /// The texts; none where the bytes are not such a column.
    static func texts(_ bytes: UnsafeRawBufferPointer) -> [String]? {
        func word(_ place: Int) -> Int {
            Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place * 4, as: UInt32.self)))
        }
        guard bytes.count >= 4, bytes.count >= 4 + word(0) * 4 else { return nil }
        let count = word(0)
        var start = 4 + count * 4
        var texts: [String] = []
        texts.reserveCapacity(count)
        for place in 0..<count {
            let end = start + word(place + 1)
            guard end <= bytes.count else { return nil }
            texts.append(String(decoding: bytes[start..<end], as: UTF8.self))
            start = end
        }
        return start == bytes.count ? texts : nil
    }
}
