import Foundation

/// Where an export goes: a file, standard output, a buffer.
public struct ByteSink {
    private let body: (UnsafeRawBufferPointer) throws -> Void

    /// A sink that hands each piece of output to `body`; the bytes are valid during the call only.
    public init(_ body: @escaping (UnsafeRawBufferPointer) throws -> Void) { self.body = body }

    /// A sink that writes to an open file.
    public static func file(_ handle: FileHandle) -> ByteSink {
        ByteSink { bytes in try handle.write(contentsOf: Data(bytes)) }
    }

    /// Hands on the next bytes.
    public func write(_ bytes: UnsafeRawBufferPointer) throws {
        if !bytes.isEmpty { try body(bytes) }
    }
}

/// Text on its way to a sink, handed on in pieces of about 64 KiB.
final class TextOutput {
    private let sink: ByteSink
    private var buffer: [UInt8] = []
    private static let pieceBytes = 1 << 16

    init(_ sink: ByteSink) {
        self.sink = sink
        buffer.reserveCapacity(TextOutput.pieceBytes + 4_096)
    }

    func write(_ text: String) throws {
        buffer.append(contentsOf: text.utf8)
        if buffer.count >= TextOutput.pieceBytes { try flush() }
    }

    /// Writes what `body` appends.
    func write(_ body: (inout [UInt8]) -> Void) throws {
        body(&buffer)
        if buffer.count >= TextOutput.pieceBytes { try flush() }
    }

    /// Hands on what is left; the last call.
    func flush() throws {
        try buffer.withUnsafeBytes { try sink.write($0) }
        buffer.removeAll(keepingCapacity: true)
    }
}
