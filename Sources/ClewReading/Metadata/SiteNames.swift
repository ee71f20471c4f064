import Foundation

/// The names by which the site of a page is known: its publisher's, and its host's without the ending.
package struct SiteNames: Sendable {
    /// As `key` has them.
    private var keys: Set<String> = []

    /// No site.
    package init() {}

    /// - Parameters:
    ///   - names: what the page's metadata call its site and its publisher.
    ///   - url: the page's address.
    package init(_ names: [String?], url: String?) {
        let host = url.flatMap { URL(string: $0)?.host } ?? ""
        let labels = host.split(separator: ".").dropLast().map(String.init)
        keys = Set((names.compactMap { $0 } + labels).map(SiteNames.key).filter { !$0.isEmpty })
    }

    /// Whether this is the site's name: `Valley Chronicle` is `The Valley Chronicle` and `valley-chronicle.com`.
    func contains(_ name: String) -> Bool { !keys.isEmpty && keys.contains(SiteNames.key(name)) }

    /// Letters and digits alone, in lower case, without the article.
    private static func key(_ name: String) -> String {
        let lower = name.lowercased()
        return (lower.hasPrefix("the ") ? lower.dropFirst(4) : lower[...]).filter { $0.isLetter || $0.isNumber }
    }
}
