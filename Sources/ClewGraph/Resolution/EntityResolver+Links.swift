import ClewModel

/// The rules of resolution: which senses each would join, as the entities stand before it.
extension EntityResolver {
    /// One authority URI, one entity.
    func sameAsLinks() -> [Link] {
        var first: [String: Int] = [:]
        var links: [Link] = []
        for (index, sense) in senses.enumerated() {
            for uri in sense.sameAs.sorted() {
                guard let authority = Authority.key(of: uri) else { continue }
                if let known = first[authority] {
                    links.append(Link(left: known, right: index))
                } else {
                    first[authority] = index
                }
            }
        }
        return links
    }

    /// The senses of a name without an authority's id follow the one id that is known for it; where several are, the
    /// name alone does not tell which is meant.
    func authorityLinks() -> [Link] {
        eachForm { form in
            SenseClass.allCases.flatMap { kind -> [Link] in
                let same = form.filter { senses[$0].key.kind == kind }
                let known = same.filter { senses[$0].key.qualifier.hasPrefix(Authority.prefix) }
                guard let target = known.first, roots(known).count == 1 else { return [] }
                return same.filter { senses[$0].key.qualifier.isEmpty }.map { Link(left: target, right: $0) }
            }
        }
    }

    /// In one article a name means one thing: the type of most mentions there holds.
    func discourseLinks() -> [Link] {
        senses.indices.compactMap { sense in
            senses[sense].discourse.flatMap { index[$0] }.map { Link(left: $0, right: sense) }
        }
    }

    /// "The White House said": names of several words are not an organization here and a place there.
    func metonymyLinks() -> [Link] {
        eachForm { form in
            let organizations = form.filter { senses[$0].key.kind == .organization && !isOfOneSource($0) }
            let places = form.filter { senses[$0].key.kind == .location && !isOfOneSource($0) }
            guard let organization = organizations.first, let place = places.first,
                senses[organization].key.form.contains(" "), roots(organizations + places).count == 2
            else { return [] }
            return [Link(left: organization, right: place)]
        }
    }

    /// A product, work, group, event or concept follows the one person, organization or place of its name.
    func openTypeLinks() -> [Link] {
        eachForm { form in
            let open = form.filter { senses[$0].key.kind == .open && !isOfOneSource($0) }
            let clear = form.filter { isClear(senses[$0].key.kind) && !isOfOneSource($0) }
            guard let target = clear.first, roots(clear).count == 1 else { return [] }
            return open.map { Link(left: target, right: $0) }
        }
    }

    /// Taggers misread a type now and then: a type with at most half the mentions of another follows it.
    func outvotedLinks() -> [Link] {
        eachForm { form in
            let clear = form.filter { isClear(senses[$0].key.kind) }
            guard clear.count > 1, let major = clear.max(by: { isLighter($0, $1) }) else { return [] }
            return clear.filter { other in
                senses[other].key.kind != senses[major].key.kind
                    && senses[other].weight * 2 <= senses[major].weight
                    && !senses[other].key.qualifier.hasPrefix(Authority.prefix)
            }.map { Link(left: major, right: $0) }
        }
    }

    /// A surname never joins two articles; a name of one word that is part of nobody's full name is no surname.
    func mononymLinks() -> [Link] {
        var partsOfNames: Set<Substring> = []
        for sense in senses where sense.key.kind == .person {
            let words = sense.key.form.split(separator: " ")
            if words.count > 1 { partsOfNames.formUnion(words) }
        }
        return eachForm { form in
            let persons = form.filter { senses[$0].key.kind == .person && isOfOneSource($0) }
            guard persons.count > 1, let first = persons.first else { return [] }
            let name = senses[first].key.form
            guard !name.contains(" "), !partsOfNames.contains(name[...]) else { return [] }
            return persons.dropFirst().map { Link(left: first, right: $0) }
        }
    }

    /// "Donald J. Trump" is the only Trump called Donald, or an article calls him both: then he is "Donald Trump".
    func middleNameLinks() -> [Link] {
        var longer: [String: [Int]] = [:]
        for (index, sense) in senses.enumerated() where sense.key.kind == .person {
            let words = sense.key.form.split(separator: " ")
            guard words.count > 2, let first = words.first, let last = words.last else { continue }
            let isInitial = words.dropFirst().dropLast().allSatisfy { $0.count == 1 }
            let short = "\(first) \(last)"
            // Written-out middle names may be another person's; only an article that uses both shows they are not.
            if isInitial || sense.aliasForms.contains(short) { longer[short, default: []].append(index) }
        }
        return links(fromShortNames: longer) { $0 == .person }
    }

    /// "OPEC": what an article says it stands for, else the only name here with these initials (three letters at least).
    func acronymLinks() -> [Link] {
        var expansions: [String: [Int]] = [:]
        for (index, sense) in senses.enumerated() where sense.key.kind != .person && sense.key.kind != .value {
            let words = sense.key.form.split(separator: " ")
            for initials in NameRules.initials(of: words) { expansions[initials, default: []].append(index) }
        }
        return senses.indices.flatMap { short -> [Link] in
            let sense = senses[short]
            guard sense.key.kind == .organization || sense.key.kind == .location || sense.key.kind == .open,
                sense.names.keys.contains(where: NameRules.isAcronym)
            else { return [] }
            let candidates = (expansions[sense.key.form] ?? []).filter { isCompatible($0, short) }
            let shown = candidates.filter { isShown($0, short) }
            let chosen = shown.isEmpty && sense.key.form.count >= 3 ? candidates : shown
            guard let target = chosen.first, roots(chosen).count == 1 else { return [] }
            return [Link(left: target, right: short)]
        }
    }

    /// "Tesla Motors" that an article also calls "Tesla" is Tesla; "Amazon Web Services" is not Amazon.
    func designatorLinks() -> [Link] {
        var longer: [String: [Int]] = [:]
        for (index, sense) in senses.enumerated() where sense.key.kind == .organization {
            var words = sense.key.form.split(separator: " ")
            while words.count > 1, let last = words.last, NameRules.designators.contains(last) {
                words.removeLast()
                let short = words.joined(separator: " ")
                if sense.aliasForms.contains(short) { longer[short, default: []].append(index) }
            }
        }
        return links(fromShortNames: longer) { $0 == .organization }
    }

    /// "U.S." and "United States".
    func knownAliasLinks() -> [Link] {
        senses.indices.flatMap { short -> [Link] in
            let key = senses[short].key
            guard key.kind == .location || key.kind == .organization || key.kind == .open,
                let full = NameRules.knownAliases[key.form]
            else { return [] }
            // Two short names of one country meet here even where nobody writes it out.
            let others = NameRules.knownAliases.filter { $0.value == full }.map(\.key).sorted()
            let targets = ([full] + others).flatMap { byForm[$0] ?? [] }.filter { isCompatible($0, short) }
            guard let target = targets.first, target != short else { return [] }
            return [Link(left: target, right: short)]
        }
    }

    // MARK: - What the rules ask

    private func links(fromShortNames longer: [String: [Int]], of isKind: (SenseClass) -> Bool) -> [Link] {
        longer.sorted { $0.key < $1.key }.flatMap { short, candidates -> [Link] in
            let target = (byForm[short] ?? []).first { isKind(senses[$0].key.kind) && !isOfOneSource($0) }
            guard let target, roots(candidates).count == 1 else { return [] }
            return candidates.map { Link(left: target, right: $0) }
        }
    }

    private func eachForm(_ body: ([Int]) -> [Link]) -> [Link] {
        byForm.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.flatMap { body($0.value) }
    }

    private func roots(_ members: [Int]) -> Set<Int> { Set(members.map { sets.findRoot(of: $0) }) }

    private func isClear(_ kind: SenseClass) -> Bool {
        kind == .person || kind == .organization || kind == .location
    }

    private func isOfOneSource(_ sense: Int) -> Bool { senses[sense].key.qualifier.hasPrefix("source:") }

    private func isLighter(_ left: Int, _ right: Int) -> Bool {
        (senses[left].weight, senses[right].key) < (senses[right].weight, senses[left].key)
    }

    private func isCompatible(_ left: Int, _ right: Int) -> Bool {
        let (first, second) = (senses[left].key.kind, senses[right].key.kind)
        return left != right && (first == second || first == .open || second == .open) && !isOfOneSource(left)
            && !isOfOneSource(right)
    }

    /// Whether an article calls one of them by the other's name too.
    private func isShown(_ left: Int, _ right: Int) -> Bool {
        senses[left].aliasForms.contains(senses[right].key.form)
            || senses[right].aliasForms.contains(senses[left].key.form)
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
