import ClewModel

/// A file's bytes to UTF-8: by byte order mark, the container's charset, the file's own declaration, UTF-8 validity,
/// and at last windows-1252. What it had to repair, it says.
package struct TextDecoder {
    /// Decoded text and what was done to get it.
    package struct Decoded {
        /// Valid UTF-8 without NUL and without a byte order mark.
        package var utf8: [UInt8]
        /// What it was decoded from.
        package var encoding: CharacterEncoding
        /// Repairs.
        package var diagnostics: [Diagnostic]
    }

    /// What the container says of the part's encoding, if anything.
    package var containerLabel: String?

    /// A decoder; `containerLabel` comes from a MIME part or an HTTP header.
    package init(containerLabel: String? = nil) { self.containerLabel = containerLabel }

    /// The text. Never fails: what cannot be decoded becomes U+FFFD, and a diagnostic counts it.
    package func decode(_ bytes: [UInt8]) -> Decoded {
        if let mark = EncodingDeclaration.byteOrderMark(bytes) {
            return finish(Array(bytes[mark.count...]), as: mark.encoding, notes: [])
        }
        if let wide = EncodingDeclaration.unmarkedUTF16(bytes) { return finish(bytes, as: wide, notes: []) }
        let label = containerLabel ?? EncodingDeclaration.label(in: bytes)
        let declared = label.flatMap { CharacterEncoding(label: $0) }
        var notes: [Diagnostic] = []
        if let label, declared == nil {
            notes.append(
                .init(
                    code: "reading.encoding-unknown", severity: .note,
                    message: "the page names an encoding that is not known, '\(label.prefix(40))'; it was guessed"))
        }
        let census = UTF8Census(bytes)
        if census.isASCII, declared?.name != "iso-2022-jp" {
            return finish(bytes, as: .utf8, notes: notes, census: census)
        }
        // A declaration inside the page that says UTF-16 cannot be true, since it was read byte by byte.
        if let declared, declared != .utf8, !declared.name.hasPrefix("utf-16") {
            guard census.isPlainlyUTF8 else { return finish(bytes, as: declared, notes: notes) }
            notes.append(mislabelled(declared, is: .utf8))
            return finish(bytes, as: .utf8, notes: notes, census: census)
        }
        if census.isMostlyUTF8 { return finish(bytes, as: .utf8, notes: notes, census: census) }
        if declared == .utf8 { notes.append(mislabelled(.utf8, is: .windows1252)) }
        return finish(bytes, as: .windows1252, notes: notes)
    }

    private func mislabelled(_ declared: CharacterEncoding, is actual: CharacterEncoding) -> Diagnostic {
        .init(
            code: "reading.encoding-mislabelled", severity: .note,
            message: "the page says it is \(declared.name), but its bytes are \(actual.name); read as \(actual.name)")
    }

    private func finish(
        _ bytes: [UInt8], as encoding: CharacterEncoding, notes: [Diagnostic], census: UTF8Census? = nil
    ) -> Decoded {
        var notes = notes
        var (utf8, replaced) = convert(bytes, from: encoding, census: census)
        if replaced > 0 {
            notes.append(
                .init(
                    code: "reading.encoding-repaired", severity: .warning,
                    message: "\(replaced) byte sequences are not valid \(encoding.name); they were replaced by U+FFFD"))
        }
        if utf8.withUnsafeBufferPointer({ ByteSearch.first(0, in: $0) }) != nil { utf8.removeAll { $0 == 0 } }
        return Decoded(utf8: utf8, encoding: encoding, diagnostics: notes)
    }

    /// UTF-8, and how often U+FFFD had to stand in.
    private func convert(_ bytes: [UInt8], from encoding: CharacterEncoding, census: UTF8Census?) -> ([UInt8], Int) {
        switch encoding {
        case .utf8:
            let census = census ?? UTF8Census(bytes)
            return census.invalid == 0
                ? (bytes, 0) : (Array(String(decoding: bytes, as: UTF8.self).utf8), census.invalid)
        case .windows1252: return (Windows1252.decode(bytes), 0)
        default: return CharacterConverter.convert(bytes, from: encoding.converterName)
        }
    }
}

/// How far bytes are UTF-8.
struct UTF8Census {
    /// Well-formed sequences of two bytes or more.
    private(set) var sequences = 0
    /// Their bytes.
    private(set) var sequenceBytes = 0
    /// Bytes that belong to no sequence.
    private(set) var invalid = 0

    /// Whether all is ASCII.
    var isASCII: Bool { sequences == 0 && invalid == 0 }
    /// Whether it can hardly be anything else, whatever a label says: two-byte sequences do arise by chance, in a few
    /// bytes of GBK for one, but not many in a row without an error.
    var isPlainlyUTF8: Bool { invalid == 0 && sequences >= 4 }
    /// Whether it is UTF-8 with few errors, as where a file was cut or a foreign snippet pasted in.
    var isMostlyUTF8: Bool { sequences > invalid || invalid == 0 }

    /// Counts. O(bytes).
    init(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { raw in
            let text = raw.bindMemory(to: UInt8.self)
            var index = 0
            while index < text.count {
                // Most text is ASCII, which eight bytes at a time show by their high bits.
                while index + 8 <= text.count,
                    raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
                { index += 8 }
                guard index < text.count else { break }
                if text[index] < 0x80 {
                    index += 1
                    continue
                }
                let length = UTF8Census.length(text, at: index)
                if length == 0 {
                    invalid += 1
                    index += 1
                } else {
                    sequences += 1
                    sequenceBytes += length
                    index += length
                }
            }
        }
    }

    /// The length of the well-formed sequence at `index`, or 0 (The Unicode Standard, table 3-7).
    private static func length(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        func continues(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            index + offset < bytes.count && range.contains(bytes[index + offset])
        }
        switch bytes[index] {
        case 0xC2...0xDF: return continues(1) ? 2 : 0
        case 0xE0: return continues(1, 0xA0...0xBF) && continues(2) ? 3 : 0
        case 0xED: return continues(1, 0x80...0x9F) && continues(2) ? 3 : 0
        case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : 0
        case 0xF0: return continues(1, 0x90...0xBF) && continues(2) && continues(3) ? 4 : 0
        case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : 0
        case 0xF4: return continues(1, 0x80...0x8F) && continues(2) && continues(3) ? 4 : 0
        default: return 0
        }
    }
}
