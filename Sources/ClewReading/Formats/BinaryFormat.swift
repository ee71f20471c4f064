import ClewModel

/// Pictures, programs, PDF and whatever else is no text. Refused.
struct BinaryFormat: ArticleFormat {
    private static let kinds: [(sign: [UInt8], offset: Int, name: String)] = [
        ([0x25, 0x50, 0x44, 0x46, 0x2D], 0, "a PDF document"), ([0x89, 0x50, 0x4E, 0x47], 0, "a PNG picture"),
        ([0xFF, 0xD8, 0xFF], 0, "a JPEG picture"), ([0x47, 0x49, 0x46, 0x38], 0, "a GIF picture"),
        ([0x57, 0x45, 0x42, 0x50], 8, "a WebP picture"), ([0x7F, 0x45, 0x4C, 0x46], 0, "a program"),
        ([0x4D, 0x5A, 0x90, 0x00], 0, "a program"), ([0xD0, 0xCF, 0x11, 0xE0], 0, "an Office document"),
        ([0x53, 0x51, 0x4C, 0x69, 0x74, 0x65, 0x20], 0, "a database"), ([0x66, 0x74, 0x79, 0x70], 4, "a video"),
        ([0x4F, 0x67, 0x67, 0x53], 0, "a sound"), ([0x49, 0x44, 0x33], 0, "a sound"),
        ([0x77, 0x4F, 0x46, 0x46], 0, "a font"), ([0x77, 0x4F, 0x46, 0x32], 0, "a font"),
    ]

    func matches(_ sample: ContentSample) -> Bool { kind(sample) != nil || sample.isBinary }

    func read(_ input: FormatInput) -> ReadResult {
        let name = kind(ContentSample(input.bytes))
        return ReadResult(diagnostics: [
            Diagnostic(
                code: "reading.binary", severity: .error,
                message: name.map { "this is \($0), not an article" } ?? "the bytes are not text",
                repair: "save the article's page as HTML or as text")
        ])
    }

    private func kind(_ sample: ContentSample) -> String? {
        BinaryFormat.kinds.first { sample.starts(with: $0.sign, at: $0.offset) }?.name
    }
}
