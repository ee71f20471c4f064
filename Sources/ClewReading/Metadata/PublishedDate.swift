import ClewModel

/// When something was published, as precisely as a page says it.
struct PublishedDate: Hashable, Sendable {
    var date: CalendarDate
    /// With the time of day, in ISO 8601 as the page writes it; none where the page gives only the date.
    var time: String?

    /// Reads a machine-readable field: see `DateReader.date(field:)`.
    init?(field: String) {
        guard let date = DateReader.date(field: field) else { return nil }
        self.date = date
        time = PublishedDate.time(field)
    }

    /// `20250130T081500+0100` with its separators.
    private static func extended(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count >= 15, bytes[8] == 0x54, bytes[..<8].allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        var extended = bytes
        for (place, separator) in [(13, 0x3A), (11, 0x3A), (6, 0x2D), (4, 0x2D)] as [(Int, UInt8)] {
            extended.insert(separator, at: place)
        }
        return extended
    }

    /// `2025-01-30T08:15:00+01:00`, with or without seconds, fractions and zone; a space may stand for the `T`.
    private static func time(_ field: String) -> String? {
        let text = field.trimming { $0.isWhitespace || $0 == "\"" }
        var bytes = Array(text.utf8)
        if let extended = extended(bytes) { bytes = extended }
        guard (16...40).contains(bytes.count), bytes[10] == 0x54 || bytes[10] == 0x20 else { return nil }
        bytes[10] = 0x54
        // Digits are alike from here on: what stands between them tells the form.
        let form = String(decoding: bytes.map { (0x30...0x39).contains($0) ? 0x30 : $0 }, as: UTF8.self)
        guard form.hasPrefix("0000-00-00T00:00") else { return nil }
        var rest = form.dropFirst(16)
        if rest.hasPrefix(":00") { rest = rest.dropFirst(3) }
        if rest.hasPrefix(".0") { rest = rest.dropFirst().drop { $0 == "0" } }
        let gap = rest.hasPrefix(" ") ? 1 : 0
        guard ["", "Z", "+00:00", "-00:00", "+0000", "-0000"].contains(rest.dropFirst(gap)) else { return nil }
        return String(decoding: bytes, as: UTF8.self).filter { $0 != " " }
    }
}
