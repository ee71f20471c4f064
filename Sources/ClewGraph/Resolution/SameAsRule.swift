/// One authority URI, one entity.
struct SameAsRule: MergeRule {
    func keys(of sense: Sense) -> [BlockingKey] {
        Set(sense.sameAs.compactMap(Authority.key)).sorted().map { BlockingKey(text: $0) }
    }

    func links(in block: Block) -> [Block.Link] {
        block.members.indices.dropFirst().map { Block.Link(left: 0, right: $0) }
    }
}

/// Registers that give one thing one address.
package enum Authority {
    /// Of sense qualifiers that are Wikidata ids.
    static let prefix = "wikidata:"

    private static let hosts = [
        "wikipedia.org", "dbpedia.org", "viaf.org", "isni.org", "orcid.org", "geonames.org", "musicbrainz.org",
        "imdb.com",
    ]

    /// One spelling for all addresses of an authority's entry: without scheme, `www.`, `m.`, query, fragment and last
    /// slash; none for any other URI, which may be a site's own page.
    package static func key(of uri: String) -> String? {
        guard let scheme = uri.range(of: "://") else { return nil }
        var rest = uri[scheme.upperBound...].prefix { $0 != "#" && $0 != "?" }
        while rest.last == "/" { rest = rest.dropLast() }
        guard let slash = rest.firstIndex(of: "/") else { return nil }
        var host = rest[..<slash].lowercased()
        let path = rest[slash...]
        if host.hasPrefix("www.") { host = String(host.dropFirst(4)) }
        if host.hasSuffix("wikidata.org") {
            guard let item = path.split(separator: "/").last, item.first == "Q" || item.first == "q",
                item.dropFirst().allSatisfy(\.isNumber), item.count > 1
            else { return nil }
            return prefix + item.uppercased()
        }
        host = host.replacing(".m.wikipedia.org", with: ".wikipedia.org")
        return hosts.contains { host == $0 || host.hasSuffix("." + $0) } ? host + path : nil
    }
}
