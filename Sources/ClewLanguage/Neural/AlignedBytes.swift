/// Memory on a 64-byte boundary that lives as long as this object. It is written before it is shared, never after.
final class AlignedBytes: @unchecked Sendable {
    let bytes: UnsafeMutableRawBufferPointer

    init(count: Int) {
        bytes = .allocate(byteCount: count, alignment: 64)
    }

    deinit { bytes.deallocate() }
}

extension AlignedBytes {
    /// The memory as values of one type.
    func start<Element>(of type: Element.Type) -> UnsafeMutablePointer<Element> {
        guard let start = bytes.bindMemory(to: type).baseAddress else { preconditionFailure("no memory") }
        return start
    }
}
