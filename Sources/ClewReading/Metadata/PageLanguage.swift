/// The language that a page says it is in.
enum PageLanguage {
    /// A BCP 47 tag as the page spells it, underscores made hyphens.
    static func language(_ tree: MarkupTree, meta: MetaTags, linked: LinkedData) -> String? {
        let root = tree.nodes.isEmpty ? nil : tree.attribute(.lang, of: 0) ?? tree.attribute(.xmlLang, of: 0)
        let given = [
            root, meta.first("content-language", "language", "dc:language", "dcterms:language"), linked.language,
            meta.first("og:locale", "citation_language", "inlanguage"),
        ]
        for tag in given {
            if let tag = tag.flatMap(PageLanguage.tag) { return tag }
        }
        return nil
    }

    /// A text as a language tag, where it is one.
    static func tag(_ text: String) -> String? {
        let clean = text.trimming(\.isWhitespace).replacing("_", with: "-")
        return isTag(clean) ? clean : nil
    }

    private static func isTag(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, (2...3).contains(first.count), first.allSatisfy({ $0.isLetter && $0.isASCII })
        else { return false }
        return parts.allSatisfy {
            (1...8).contains($0.count) && $0.allSatisfy { ($0.isLetter || $0.isNumber) && $0.isASCII }
        }
    }
}
