// The rules for a name and what it is short for.

/// "Donald J. Trump" is the only Trump called Donald, or an article calls him both: then he is "Donald Trump".
struct MiddleNameRule: MergeRule {
    func keys(of sense: Sense) -> [BlockingKey] {
        guard sense.key.kind == .person else { return [] }
        if let short = MiddleNameRule.shortName(of: sense) { return [BlockingKey(text: short)] }
        let isShort = sense.key.form.split(separator: " ").count == 2 && !sense.isLocal
        return isShort ? [BlockingKey(text: sense.key.form)] : []
    }

    func links(in block: Block) -> [Block.Link] { block.linksToShortName() }

    private static func shortName(of sense: Sense) -> String? {
        let words = sense.key.form.split(separator: " ")
        guard words.count > 2, let first = words.first, let last = words.last else { return nil }
        let isInitial = words.dropFirst().dropLast().allSatisfy { $0.count == 1 }
        let short = "\(first) \(last)"
        // Written-out middle names may be another person's; only an article that uses both shows they are not.
        return isInitial || sense.aliasForms.contains(short) ? short : nil
    }
}

/// "Tesla Motors" that an article also calls "Tesla" is Tesla; "Amazon Web Services" is not Amazon.
struct DesignatorRule: MergeRule {
    func keys(of sense: Sense) -> [BlockingKey] {
        guard sense.key.kind == .organization else { return [] }
        var keys = sense.key.isOfOneSource ? [] : [BlockingKey(text: sense.key.form)]
        var words = sense.key.form.split(separator: " ")
        while words.count > 1, let last = words.last, NameRules.designators.contains(last) {
            words.removeLast()
            let short = words.joined(separator: " ")
            if sense.aliasForms.contains(short) { keys.append(BlockingKey(text: short)) }
        }
        return keys
    }

    func links(in block: Block) -> [Block.Link] { block.linksToShortName() }
}

/// "OPEC": what an article says it stands for, else the only name here with these initials (three letters at least).
struct AcronymRule: MergeRule {
    func keys(of sense: Sense) -> [BlockingKey] {
        guard sense.key.kind != .person, sense.key.kind != .value, !sense.key.isOfOneSource else { return [] }
        var keys = NameRules.initials(of: sense.key.form.split(separator: " "))
        if AcronymRule.isShort(sense) { keys.insert(sense.key.form) }
        return keys.sorted().map { BlockingKey(text: $0) }
    }

    func links(in block: Block) -> [Block.Link] {
        block.places { $0.key.form == block.key && AcronymRule.isShort($0) }.compactMap { short in
            let candidates = block.places { sense in
                sense.key.form != block.key && sense.key.isCompatible(with: block[short].key)
            }
            let shown = candidates.filter { AcronymRule.isShown(block[$0], block[short]) }
            let chosen = shown.isEmpty && block.key.count >= 3 ? candidates : shown
            guard let target = chosen.first, block.areOneEntity(chosen) else { return nil }
            return Block.Link(left: target, right: short)
        }
    }

    private static func isShort(_ sense: Sense) -> Bool {
        let kind = sense.key.kind
        return (kind == .organization || kind == .location || kind == .open)
            && sense.names.keys.contains(where: NameRules.isAcronym)
    }

    /// Whether an article calls one of them by the other's name too.
    private static func isShown(_ left: Sense, _ right: Sense) -> Bool {
        left.aliasForms.contains(right.key.form) || right.aliasForms.contains(left.key.form)
    }
}

/// "U.S." and "United States".
struct KnownAliasRule: MergeRule {
    private static let fullNames = Set(NameRules.knownAliases.values)

    func keys(of sense: Sense) -> [BlockingKey] {
        let form = sense.key.form
        if sense.key.isOfOneSource { return [] }
        if let full = NameRules.knownAliases[form] { return [BlockingKey(text: full)] }
        return KnownAliasRule.fullNames.contains(form) ? [BlockingKey(text: form)] : []
    }

    func links(in block: Block) -> [Block.Link] {
        // Two short names of one country meet here even where nobody writes it out.
        let inOrder = block.members.indices.sorted { left, right in
            (block[left].key.form != block.key ? 1 : 0, left) < (block[right].key.form != block.key ? 1 : 0, right)
        }
        return block.members.indices.compactMap { short in
            let key = block[short].key
            guard key.form != block.key, key.kind == .location || key.kind == .organization || key.kind == .open,
                let target = inOrder.first(where: { block[$0].key.isCompatible(with: key) })
            else { return nil }
            return Block.Link(left: target, right: short)
        }
    }
}

extension Block {
    /// The members that the key is short for, which must be one entity, with the first that is called so.
    fileprivate func linksToShortName() -> [Link] {
        let longer = places { $0.key.form != key }
        let short = places { $0.key.form == key && !$0.isLocal }
        // Of several namesakes, the short name alone does not tell which is meant.
        guard let target = short.first, areOneEntity(longer),
            short.allSatisfy({ self[$0].profile == nil }) || areOneEntity(short)
        else { return [] }
        return longer.map { Link(left: target, right: $0) }
    }
}

extension SenseKey {
    /// Whether both may be names of one thing by their classes.
    fileprivate func isCompatible(with other: SenseKey) -> Bool {
        self != other && (kind == other.kind || kind == .open || other.kind == .open)
    }
}
