import Foundation

/// The address that names the article: what the page calls canonical, else where it was saved from.
enum CanonicalURL {
    /// An absolute `http` or `https` address, or none.
    static func find(_ tree: MarkupTree, meta: MetaTags, linked: LinkedData, savedURL: String?) -> String? {
        let links = tree.nodes.indices.filter { tree.nodes[$0].element == .link }
        let canonical = links.first {
            tree.attribute(.rel, of: $0)?.lowercased().split(separator: " ").contains("canonical") ?? false
        }
        let given = [
            canonical.flatMap { tree.attribute(.href, of: $0) }, meta.first("og:url"), linked.url, savedURL,
            meta.first("twitter:url"),
        ]
        let base = (savedURL ?? meta.first("og:url")).flatMap { URL(string: $0) }
        for address in given {
            if let address, let absolute = absolute(address, base: base) { return absolute }
        }
        return nil
    }

    private static func absolute(_ address: String, base: URL?) -> String? {
        let trimmed = address.trimming(\.isWhitespace)
        guard !trimmed.isEmpty else { return nil }
        if trimmed.lowercased().hasPrefix("http://") || trimmed.lowercased().hasPrefix("https://") {
            // A canonical address that names only the host is a mistake of the site's template.
            return URL(string: trimmed).flatMap { $0.host == nil ? nil : trimmed }
        }
        guard let base, let url = URL(string: trimmed, relativeTo: base), url.scheme?.hasPrefix("http") == true else {
            return nil
        }
        return url.absoluteString
    }
}
