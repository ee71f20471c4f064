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
    private static let wholeWords: [(word: StaticString, hint: ClassHints)] = [
        ("references", .references), ("bibliography", .references), ("reflist", .references),
        ("citations", .references), ("share", .share), ("sharedaddy", .share), ("sharing", .share),
        ("addthis", .share), ("addtoany", .share), ("sharethis", .share),
    ]

    private static let finder = PhraseFinder<ClassHints>(
        [
            (Words.unlikely, ClassHints.unlikely), (Words.maybe, .maybe), (Words.positive, .positive),
            (Words.negative, .negative), (Words.byline, .byline), (ForeignNames.parts, .foreign),
            (ForeignNames.comments, .comments),
        ].flatMap { words, hint in words.map { (phrase: $0, tag: hint) } })

    private static let hiddenFinder = PhraseFinder<Void>([("hid", ())])

    init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The hints in one `class` or `id` value. O(bytes).
    init(name: UnsafeBufferPointer<UInt8>) {
        var hints: ClassHints = []
        ClassHints.finder.forEachMatch(in: name) { hint in
            hints.insert(hint)
            return true
        }
        // `hidden` alone; `hidden-xs` hides from small screens only.
        if ClassHints.hiddenFinder.contains(name),
            name.split(separator: 0x20).contains(where: {
                ClassHints.isWord($0, "hidden") || ClassHints.isWord($0, "hid")
            })
        {
            hints.insert(.negative)
        }
        ClassHints.forEachWord(of: name) { word in
            for (whole, hint) in ClassHints.wholeWords where ClassHints.isWord(word, whole) { hints.formUnion(hint) }
        }
        self = hints
    }

    /// Calls `body` with each word of a class name: split at what is no letter and where a capital follows a small
    /// letter.
    static func forEachWord(of name: UnsafeBufferPointer<UInt8>, _ body: (Slice<UnsafeBufferPointer<UInt8>>) -> Void) {
        var start = 0
        var wasSmall = false
        for place in name.indices {
            let byte = name[place]
            let isCapital = (0x41...0x5A).contains(byte)
            let isSmall = (0x61...0x7A).contains(byte)
            if !(isCapital || isSmall) || (isCapital && wasSmall) {
                if start < place { body(name[start..<place]) }
                start = isCapital ? place : place + 1
            }
            wasSmall = isSmall
        }
        if start < name.count { body(name[start...]) }
    }

    /// Whether a word is `wanted`, which is in lower case.
    static func isWord(_ word: Slice<UnsafeBufferPointer<UInt8>>, _ wanted: StaticString) -> Bool {
        guard word.count == wanted.utf8CodeUnitCount else { return false }
        return wanted.withUTF8Buffer { wanted in zip(word, wanted).allSatisfy { $0.asciiLowercased == $1 } }
    }
}
