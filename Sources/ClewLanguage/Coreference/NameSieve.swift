import ClewModel

/// Joins the names of a document that mean the same: equal names, short forms, acronyms. It reads names only, never
/// the sentences around them, and never joins a person with something else by one word.
///
/// Near-linear: every rule looks names up in a table by their normal form.
struct NameSieve {
    private let mentions: [MentionCandidate]
    /// Indices of the names, in order of reading.
    private let names: [Int]
    /// For each group the mentions, the first of which stands for it.
    private var firstByKey: [String: Int] = [:]

    init(_ table: MentionTable) {
        mentions = table.mentions
        names = table.mentions.indices.filter { table.mentions[$0].form == .name }
    }

    /// Applies all rules.
    mutating func apply(to chains: inout EntityChains) {
        joinEqualNames(&chains)
        joinPersons(&chains)
        joinAcronyms(&chains)
        joinShortForms(&chains)
    }

    private func isPerson(_ mention: Int) -> Bool { mentions[mention].nameType == .person }

    // MARK: Equal names

    /// "DeepSeek" is "DeepSeek" whatever type the name head gave it, short of a person; a name of several words is one
    /// thing even then.
    private mutating func joinEqualNames(_ chains: inout EntityChains) {
        var votes: [String: (persons: Int, others: Int)] = [:]
        for name in names {
            let key = mentions[name].name.key
            if isPerson(name) {
                votes[key, default: (0, 0)].persons += 1
            } else {
                votes[key, default: (0, 0)].others += 1
            }
        }
        let contested = contestedNames()
        for name in names {
            let mention = mentions[name]
            var key = mention.name.key
            if let form = mention.name.legalForm, contested.contains(key) { key += " " + form }
            let isMixed = votes[key].map { $0.persons > 0 && $0.others > 0 } ?? false
            let isSeveral = mention.name.words.count > 1
            if isPerson(name), !isSeveral { continue }
            let table = isMixed && isSeveral ? "x " : isPerson(name) ? "p " : "o "
            if let first = firstByKey[table + key] {
                chains.merge(first, name)
            } else {
                firstByKey[table + key] = name
            }
        }
    }

    /// Names that the document writes out with two legal forms: "Acme Inc." and "Acme LLC" are two bodies, and "Acme" may
    /// be either. So are "New Zealand Company" and "New Zealand", which is read as a place.
    private func contestedNames() -> Set<String> {
        var forms: [String: Set<String>] = [:]
        var bare: [String: (places: Int, others: Int)] = [:]
        for name in names {
            let key = mentions[name].name.key
            if let form = mentions[name].name.legalForm {
                forms[key, default: []].insert(form)
            } else if mentions[name].nameType == .location {
                bare[key, default: (0, 0)].places += 1
            } else {
                bare[key, default: (0, 0)].others += 1
            }
        }
        return Set(forms.filter { $0.value.count > 1 || (bare[$0.key].map { $0.places > $0.others } ?? false) }.keys)
    }

    // MARK: Persons

    private func joinPersons(_ chains: inout EntityChains) {
        var full: [String: [Int]] = [:]
        var given: [String: [Int]] = [:]
        var ends: [String: Int] = [:]
        for name in names where isPerson(name) && mentions[name].name.words.count > 1 {
            let words = mentions[name].name.words
            guard let first = words.first, let last = words.last else { continue }
            // "John F. Kennedy" is "John Kennedy".
            if let known = ends[first + " " + last], agree(known, name, chains) {
                chains.merge(known, name)
            } else {
                ends[first + " " + last] = name
                full[last, default: []].append(name)
                given[first, default: []].append(name)
            }
        }
        joinInitials(full, &chains)
        joinParts(&chains)
        var single: [String: Int] = [:]
        for name in names where isPerson(name) && mentions[name].name.words.count == 1 {
            let word = mentions[name].name.words[0]
            let bearers = full[word] ?? given[word] ?? []
            let honorific = genderOfHonorific(name)
            let fitting = bearers.filter {
                honorific == nil || chains[$0].gender == nil || chains[$0].gender == honorific
            }
            if let bearer = nearest(fitting, to: name, in: chains) {
                chains.merge(bearer, name)
            } else if let first = single[word], bearers.isEmpty, agree(first, name, chains) {
                chains.merge(first, name)
            } else if bearers.isEmpty {
                single[word] = name
            }
        }
    }

    /// "J. Smith" is "John Smith" where the document knows one such person.
    private func joinInitials(_ full: [String: [Int]], _ chains: inout EntityChains) {
        for (_, bearers) in full.sorted(by: { $0.key < $1.key }) where bearers.count > 1 {
            for short in bearers where mentions[short].name.words[0].count == 1 {
                let initial = mentions[short].name.words[0]
                let long = bearers.filter {
                    let first = mentions[$0].name.words[0]
                    return first.count > 1 && first.hasPrefix(initial)
                }
                if long.count == 1 { chains.merge(long[0], short) }
            }
        }
    }

    /// "De Niro" is "Robert De Niro", and "Carrie Lam" is "Carrie Lam Cheng Yuet-ngor", where the document knows one such
    /// person.
    private func joinParts(_ chains: inout EntityChains) {
        var longer: [String: Set<Int>] = [:]
        for name in names where isPerson(name) {
            let words = mentions[name].name.words
            for length in 2..<max(words.count, 2) {
                for part in [words.prefix(length), words.suffix(length)] {
                    longer[part.joined(separator: " "), default: []].insert(chains.chainOf[name])
                }
            }
        }
        for name in names where isPerson(name) && mentions[name].name.words.count > 1 {
            guard let known = longer[mentions[name].name.key], known.count == 1, let chain = known.first,
                let bearer = chains.chains[chain].members.first, agree(bearer, name, chains)
            else { continue }
            chains.merge(bearer, name)
        }
    }

    private func genderOfHonorific(_ name: Int) -> Gender? {
        chainlessGender(mentions[name].name.honorifics) ?? mentions[name].gender
    }

    private func chainlessGender(_ honorifics: [String]) -> Gender? {
        if honorifics.contains(where: NameWords.feminineHonorifics.contains) { return .feminine }
        return honorifics.contains(where: NameWords.masculineHonorifics.contains) ? .masculine : nil
    }

    private func agree(_ left: Int, _ right: Int, _ chains: EntityChains) -> Bool {
        guard let one = chains[left].gender, let other = chains[right].gender else { return true }
        return one == other
    }

    /// Of several bearers of a name the one whom the document called so most before `name`, else the one named most, else
    /// the one named first, of whom the document is likelier to be about; where none was, nobody.
    private func nearest(_ bearers: [Int], to name: Int, in chains: EntityChains) -> Int? {
        guard bearers.count > 1 else { return bearers.first }
        let key = mentions[name].name.key
        var best: (bearer: Int, rank: (Int, Int, Int))?
        for bearer in bearers {
            let before = chains[bearer].members.prefix { $0 < name }
            guard let first = before.first else { continue }
            let named = before.filter { mentions[$0].form == .name }
            let calledSo = named.filter { mentions[$0].name.key == key }
            let rank = (calledSo.count, named.count, -first)
            if best.map({ rank > $0.rank }) ?? true { best = (bearer, rank) }
        }
        return best?.bearer
    }

    // MARK: Acronyms and short forms

    private func joinAcronyms(_ chains: inout EntityChains) {
        var byInitials: [String: [Int]] = [:]
        for name in names where !isPerson(name) && mentions[name].name.words.count > 1 {
            let initials = mentions[name].name.initials
            if byInitials[initials]?.contains(where: { chains.chainOf[$0] == chains.chainOf[name] }) != true {
                byInitials[initials, default: []].append(name)
            }
        }
        for name in names where !isPerson(name) {
            guard let acronym = mentions[name].name.acronym, let bearers = byInitials[acronym] else { continue }
            if let bearer = nearest(bearers, to: name, in: chains) { chains.merge(bearer, name) }
        }
    }

    /// "Goldman" is not told from "Goldman Cloud", but "Tata" and "Tata Group" are one; "R1" is "Acme R1" where Acme is
    /// an organisation of the document; "Washington" is "Washington D.C.".
    private func joinShortForms(_ chains: inout EntityChains) {
        for name in names where !isPerson(name) {
            let words = mentions[name].name.words
            guard words.count > 1 else { continue }
            switch mentions[name].nameType {
            case .organization:
                if let stem = mentions[name].name.organizationStem {
                    link(name, to: stem, type: .organization, &chains)
                }
                // "Leeds United" is "United" where Leeds is a place of the document.
                let place = firstByKey["o " + words.dropLast().joined(separator: " ")]
                if let place, mentions[place].nameType == .location {
                    link(name, to: words.suffix(1), type: .organization, &chains)
                }
            case .location:
                // Mexico City, Gaza City and Kansas City lie in what the shorter name means.
                if words.last == "dc" || ["new york city", "vatican city"].contains(words.joined(separator: " ")) {
                    link(name, to: words.dropLast(), type: .location, &chains)
                }
            case .product:
                for length in 1..<words.count {
                    let maker = words[..<length].joined(separator: " ")
                    guard let first = firstByKey["o " + maker], mentions[first].nameType == .organization else {
                        continue
                    }
                    link(name, to: words[length...], type: .product, &chains)
                }
            case .event:
                if words[0].count == 4, Int(words[0]) != nil { link(name, to: words[1...], type: .event, &chains) }
            default: break
            }
        }
    }

    private func link(_ name: Int, to words: ArraySlice<String>, type: EntityType, _ chains: inout EntityChains) {
        guard words.count < mentions[name].name.words.count, !words.isEmpty,
            let short = firstByKey["o " + words.joined(separator: " ")], mentions[short].nameType == type
        else { return }
        chains.merge(name, short)
    }
}
