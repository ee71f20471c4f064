/// What an element's `class` and `id` say of its content, as page authors name things. A hint, never proof.
struct ClassHints: OptionSet, Hashable, Sendable {
    let rawValue: UInt16

    /// Hardly part of an article: sidebars, menus, comments.
    static let unlikely = ClassHints(rawValue: 1 << 0)
    /// May hold the article in spite of an unlikely word.
    static let maybe = ClassHints(rawValue: 1 << 1)
    /// Speaks for an article.
    static let positive = ClassHints(rawValue: 1 << 2)
    /// Speaks against one.
    static let negative = ClassHints(rawValue: 1 << 3)
    /// Buttons to share the page.
    static let share = ClassHints(rawValue: 1 << 4)
    /// Names the author.
    static let byline = ClassHints(rawValue: 1 << 5)
    /// Names a part that is never the article's own text: related stories, newsletter forms, cookie notices.
    static let foreign = ClassHints(rawValue: 1 << 6)
    /// Readers' comments.
    static let comments = ClassHints(rawValue: 1 << 7)
    /// A list of works cited.
    static let references = ClassHints(rawValue: 1 << 8)

    private enum Words {
        static let unlikely = [
            "-ad-", "ad-break", "agegate", "ai2html", "banner", "breadcrumb", "combx", "comment", "community",
            "cover-wrap", "disqus", "extra", "footer", "gdpr", "header", "legends", "menu", "pager", "pagination",
            "popup", "related", "remark", "replies", "rss", "shoutbox", "sidebar", "skyscraper", "social", "sponsor",
            "supplemental", "yom-remote",
        ]
        static let maybe = ["and", "article", "body", "column", "content", "main", "mathjax", "shadow"]
        static let positive = [
            "article", "blog", "body", "content", "entry", "main", "page", "pagination", "post", "story", "text",
        ]
        static let negative = [
            "-ad-", "banner", "combx", "com-", "comment", "contact", "footer", "gdpr", "masthead", "media", "meta",
            "outbrain", "promo", "related", "scroll", "share", "shopping", "shoutbox", "sidebar", "skyscraper",
            "sponsor", "tags", "widget",
        ]
        static let byline = ["author", "byline", "dateline", "p-author", "writtenby"]
    }

    /// Words that count only as whole words of a class name (`related-posts`, `nl__signup`, `shareTools`).
    private static let wholeWords: [(word: [UInt8], hint: ClassHints)] =
        ["references", "bibliography", "reflist", "citations"].map { (Array($0.utf8), .references) }
        + ["share", "sharedaddy", "sharing", "addthis", "addtoany", "sharethis"].map { (Array($0.utf8), .share) }

    private static let finder = PhraseFinder<ClassHints>(
        [
            (Words.unlikely, ClassHints.unlikely), (Words.maybe, .maybe), (Words.positive, .positive),
            (Words.negative, .negative), (Words.byline, .byline), (ForeignNames.parts, .foreign),
            (ForeignNames.comments, .comments),
        ].flatMap { words, hint in words.map { (phrase: $0, tag: hint) } })

    private static let hiddenFinder = PhraseFinder<Void>([("hid", ())])

    init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The hints in one `class` or `id` value. O(bytes).
    init(name: ArraySlice<UInt8>) {
        let lower = Array(name).asciiLowercased
        var hints: ClassHints = []
        ClassHints.finder.forEachMatch(in: lower) { hint in
            hints.insert(hint)
            return true
        }
        // `hidden` alone; `hidden-xs` hides from small screens only.
        if ClassHints.hiddenFinder.contains(lower),
            lower.split(separator: 0x20).contains(where: {
                $0.elementsEqual("hidden".utf8) || $0.elementsEqual("hid".utf8)
            })
        {
            hints.insert(.negative)
        }
        ClassHints.forEachWord(of: name) { word in
            for (whole, hint) in ClassHints.wholeWords where whole == word { hints.formUnion(hint) }
        }
        self = hints
    }

    /// Calls `body` with each word of a class name in lower case: split at what is no letter and where a capital follows
    /// a small letter.
    static func forEachWord(of name: ArraySlice<UInt8>, _ body: ([UInt8]) -> Void) {
        var word: [UInt8] = []
        var wasSmall = false
        for byte in name {
            let isCapital = (0x41...0x5A).contains(byte)
            let isSmall = (0x61...0x7A).contains(byte)
            if !word.isEmpty, !(isCapital || isSmall) || (isCapital && wasSmall) {
                body(word)
                word.removeAll(keepingCapacity: true)
            }
            if isCapital || isSmall { word.append(byte | 0x20) }
            wasSmall = isSmall
        }
        if !word.isEmpty { body(word) }
    }
}

/// Bytes as a key: `ArraySlice` hashes them one by one.
struct NameKey: Hashable {
    let bytes: ArraySlice<UInt8>

    func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }
}
