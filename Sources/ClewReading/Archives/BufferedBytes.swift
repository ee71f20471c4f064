import ClewModel

/// Bytes that come one after another: a file, or what another source holds compressed. Used by one thread at a time.
protocol ByteSource: AnyObject {
    /// The next bytes, as many as are at hand; empty at the end.
    /// - Throws: `ByteProblem` where the rest cannot be had.
    func next() throws(ByteProblem) -> [UInt8]
}

/// Bytes that a caller gives when asked.
final class CalledSource: ByteSource {
    private let call: () -> [UInt8]

    init(_ call: @escaping () -> [UInt8]) { self.call = call }

    func next() throws(ByteProblem) -> [UInt8] { call() }
}

/// Why the rest of a stream cannot be had.
struct ByteProblem: Error { var diagnostic: Diagnostic }

/// A byte source to look ahead in. A problem of the source ends the bytes early and is kept, so that what came before
/// it is used.
final class BufferedBytes {
    /// What ended the bytes early.
    private(set) var problem: Diagnostic?
    /// Bytes taken or skipped so far.
    private(set) var position = 0

    private let source: (any ByteSource)?
    private var buffer: [UInt8]
    /// Bytes of `buffer` that are taken.
    private var taken = 0
    private var isAtEnd: Bool

    /// All bytes at once.
    init(_ bytes: [UInt8]) {
        source = nil
        buffer = bytes
        isAtEnd = true
    }

    /// The bytes of a source.
    init(_ source: any ByteSource) {
        self.source = source
        buffer = []
        isAtEnd = false
    }

    /// The next bytes without taking them: `count` of them, fewer only at the end.
    func peek(_ count: Int) -> ArraySlice<UInt8> {
        while buffer.count - taken < count, !isAtEnd { fill() }
        return buffer[taken...].prefix(count)
    }

    /// Takes the next bytes: `count` of them, fewer only at the end.
    func take(_ count: Int) -> [UInt8] {
        if taken == 0, isAtEnd, buffer.count <= count {
            position += buffer.count
            let all = buffer
            buffer = []
            return all
        }
        let bytes = Array(peek(count))
        advance(bytes.count)
        return bytes
    }

    /// Passes over the next bytes and tells how many there were.
    func skip(_ count: Int) -> Int {
        var left = count
        while left > 0 {
            let here = peek(min(left, 1 << 16)).count
            if here == 0 { break }
            advance(here)
            left -= here
        }
        return count - left
    }

    /// Takes a line of at most `bytesMax` bytes with its end left out; none at the end of the bytes.
    func line(bytesMax: Int) -> ArraySlice<UInt8>? {
        var size = 256
        while true {
            let ahead = peek(size)
            if ahead.isEmpty { return nil }
            if let end = ahead.firstIndex(of: 0x0A) {
                var line = ahead[..<end]
                if line.last == 0x0D { line = line.dropLast() }
                advance(end - ahead.startIndex + 1)
                return line
            }
            if ahead.count < size || size >= bytesMax {
                advance(ahead.count)
                return ahead
            }
            size = min(bytesMax, size * 4)
        }
    }

    private func advance(_ count: Int) {
        taken += count
        position += count
    }

    private func fill() {
        if taken > 0 {
            buffer.removeSubrange(..<taken)
            taken = 0
        }
        guard let source else { return }
        do {
            let bytes = try source.next()
            if bytes.isEmpty { isAtEnd = true }
            buffer.append(contentsOf: bytes)
        } catch {
            problem = error.diagnostic
            isAtEnd = true
        }
    }
}
