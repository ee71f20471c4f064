import CLibMD

/// SHA-256, for names of articles and statements that stay the same on every machine.
public enum ContentHash {
    /// SHA-256 of the bytes in lower-case hexadecimal: 64 characters.
    public static func sha256(_ bytes: some Sequence<UInt8>) -> String {
        let input = Array(bytes)
        var state = SHA2_CTX()
        SHA256Init(&state)
        input.withUnsafeBufferPointer { SHA256Update(&state, $0.baseAddress, $0.count) }
        var digest = [UInt8](repeating: 0, count: 32)
        digest.withUnsafeMutableBufferPointer { SHA256Final($0.baseAddress, &state) }
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// SHA-256 of several texts, each ended by a zero byte so that no two lists collide.
    public static func sha256(fields: [String]) -> String {
        sha256(fields.flatMap { Array($0.utf8) + [0] })
    }
}
