import CZlib
import ClewModel

/// What zlib makes of compressed bytes, piece by piece, within the limits on size and ratio.
final class InflatedSource: ByteSource {
    /// How the compressed data is wrapped.
    enum Wrapping {
        /// Members of gzip one after another (RFC 1952).
        case gzip
        /// One stream with zlib's header or gzip's.
        case automatic
        /// DEFLATE alone (RFC 1951), which some servers mean by `deflate`.
        case none
    }

    private static let chunkBytes = 1 << 18
    /// So much may come out before the ratio counts: a short text of one letter compresses a thousandfold.
    private static let ratioFreeBytes = 4 << 20

    private let input: BufferedBytes
    private let wrapping: Wrapping
    private let budget: ArchiveBudget
    // zlib keeps the address of the stream it was set up with, so it must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private let isReady: Bool
    private var isMemberOpen = true
    private var isAtEnd = false
    private var consumed = 0
    private var produced = 0

    init(_ input: BufferedBytes, _ wrapping: Wrapping, budget: ArchiveBudget) {
        self.input = input
        self.wrapping = wrapping
        self.budget = budget
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let windowBits: Int32 =
            switch wrapping {
            case .gzip: 15 + 16
            case .automatic: 15 + 32
            case .none: -15
            }
        isReady = clew_inflate_init(stream, windowBits) == Z_OK
    }

    deinit {
        if isReady { inflateEnd(stream) }
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    func next() throws(ByteProblem) -> [UInt8] {
        guard isReady else { throw problem("archive-damaged", "the compressed data cannot be read", "save it again") }
        while !isAtEnd {
            let output = try inflateSome()
            if !output.isEmpty { return output }
        }
        return []
    }

    /// One call of zlib; empty where it only took input.
    private func inflateSome() throws(ByteProblem) -> [UInt8] {
        if !isMemberOpen {
            // Zeros or the like after the last member are padding.
            guard wrapping == .gzip, Array(input.peek(2)) == [0x1F, 0x8B], inflateReset(stream) == Z_OK else {
                isAtEnd = true
                return []
            }
            isMemberOpen = true
        }
        let compressed = input.peek(InflatedSource.chunkBytes)
        var result = Z_OK
        var used = 0
        let output = [UInt8](unsafeUninitializedCapacity: InflatedSource.chunkBytes) { buffer, count in
            compressed.withUnsafeBufferPointer { bytes in
                // zlib reads at most `avail_in` bytes at `next_in` and writes at most `avail_out` at `next_out`.
                stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
                stream.pointee.avail_in = UInt32(bytes.count)
                stream.pointee.next_out = buffer.baseAddress
                stream.pointee.avail_out = UInt32(buffer.count)
                result = inflate(stream, Z_NO_FLUSH)
                used = bytes.count - Int(stream.pointee.avail_in)
                count = buffer.count - Int(stream.pointee.avail_out)
                stream.pointee.next_in = nil
                stream.pointee.next_out = nil
            }
        }
        _ = input.skip(used)
        consumed += used
        produced += output.count
        try check(result, isStarved: used == 0 && output.isEmpty)
        if produced > InflatedSource.ratioFreeBytes, produced / budget.limits.archiveRatioMax > consumed {
            throw problem(
                "archive-ratio", "the compressed data grows more than \(budget.limits.archiveRatioMax) times",
                "if you trust it, unpack it yourself and read what is in it")
        }
        try budget.spend(output.count)
        return output
    }

    private func check(_ result: Int32, isStarved: Bool) throws(ByteProblem) {
        switch result {
        case Z_STREAM_END:
            isMemberOpen = false
            if wrapping != .gzip { isAtEnd = true }
        case Z_OK, Z_BUF_ERROR:
            if isStarved {
                throw problem("archive-cut", "the compressed data ends too early", "download or save it again")
            }
        default: throw problem("archive-damaged", "the compressed data is damaged", "download or save it again")
        }
    }

    private func problem(_ name: String, _ message: String, _ repair: String) -> ByteProblem {
        ByteProblem(
            diagnostic: Diagnostic(code: "reading." + name, severity: .warning, message: message, repair: repair))
    }
}

/// What one file may still unpack to, its archives within archives together.
final class ArchiveBudget {
    /// What no honest file runs into: then nothing of it is used.
    static let traps: Set<String> = ["reading.archive-ratio", "reading.archive-too-large"]

    let limits: Limits
    private var spent = 0

    init(_ limits: Limits) { self.limits = limits }

    /// Counts bytes that were unpacked.
    /// - Throws: `ByteProblem` where they are too many.
    func spend(_ bytes: Int) throws(ByteProblem) {
        spent += bytes
        guard spent > limits.archiveBytesMax else { return }
        throw ByteProblem(
            diagnostic: Diagnostic(
                code: "reading.archive-too-large", severity: .warning,
                message: "the archive unpacks to more than the limit of \(limits.archiveBytesMax) bytes",
                repair: "split the archive, or raise the limit"))
    }
}
