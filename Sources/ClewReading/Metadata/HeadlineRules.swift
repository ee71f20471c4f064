/// The article's title out of all that a page calls its title.
enum HeadlineRules {
    private static let separators = [
        " | ", " – ", " — ", " - ", " » ", " « ", " :: ", " · ", " • ", " / ", " \\ ", " > ",
    ]

    /// The title: structured data first; else the `title` element without the site's name.
    static func title(linked: LinkedData, meta: MetaTags, micro: Microdata, tree: MarkupTree, site: String?) -> String?
    {
        let element = tree.first(.title).map { ArticleText.clean(tree.text(of: $0)) }.flatMap { $0.isEmpty ? nil : $0 }
        if let title = structured(linked.titles, element: element) { return title }
        if let title = meta.title ?? micro.title { return withoutSite(title, site) }
        let headings = tree.nodes.indices.filter { tree.nodes[$0].element == .h1 }.map { tree.text(of: $0) }
        guard let element else { return headings.first { !$0.isEmpty } }
        return shortened(element, headings: headings, site: site)
    }

    /// Of headline and name the one that is more like the `title` element; the headline where they are alike.
    private static func structured(_ titles: [String], element: String?) -> String? {
        guard titles.count > 1, let element else { return titles.first }
        let likeness = titles.map { TextSimilarity.overlap($0, element) }
        return likeness[1] > likeness[0] ? titles[1] : titles[0]
    }

    /// `Headline | Site` without the site, where the site's name is known.
    private static func withoutSite(_ title: String, _ site: String?) -> String {
        guard let site, !site.isEmpty else { return title }
        for separator in separators where title.lowercased().hasSuffix(separator + site.lowercased()) {
            let short = String(title.dropLast(separator.count + site.count))
            if !short.isEmpty { return short }
        }
        return title
    }

    /// The `title` element, cut where a heading of the page shows what is the headline, or at its last separator.
    private static func shortened(_ title: String, headings: [String], site: String?) -> String {
        for heading in headings where heading.split(separator: " ").count > 1 {
            if title.hasPrefix(heading) { return heading }
        }
        let withoutSite = withoutSite(title, site)
        guard withoutSite == title else { return withoutSite }
        let cuts = separators.compactMap { separator in title.ranges(of: separator).last }
        guard let cut = cuts.max(by: { $0.lowerBound < $1.lowerBound }) else { return title }
        let head = String(title[..<cut.lowerBound])
        // Few words before the separator are more likely a section than a headline.
        return head.split(separator: " ").count > 4 ? head : title
    }
}
