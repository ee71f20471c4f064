// The rules for senses of one normal form.

/// The senses of a name without an authority's id follow the one id that is known for it; where several are, the
/// name alone does not tell which is meant.
struct AuthorityRule: MergeRule {
    func keys(of sense: Sense) -> [BlockingKey] {
        guard sense.key.isOfAuthority || sense.key.qualifier.isEmpty else { return [] }
        return [BlockingKey(text: "\(sense.key.kind.rawValue) \(sense.key.form)")]
    }

    func links(in block: Block) -> [Block.Link] {
        let known = block.places(where: \.key.isOfAuthority)
        guard let target = known.first, block.areOneEntity(known) else { return [] }
        return block.places { $0.key.qualifier.isEmpty }.map { Block.Link(left: target, right: $0) }
    }
}

/// In one article a name means one thing: the type of most mentions there holds.
struct DiscourseRule: MergeRule {
    func keys(of sense: Sense) -> [BlockingKey] {
        guard sense.key.kind.isClear else { return [] }
        return [sense.key, sense.discourse].compactMap { $0 }.map { BlockingKey(text: $0.spelling) }
    }

    func links(in block: Block) -> [Block.Link] {
        guard let target = block.places(where: { $0.key.spelling == block.key }).first else { return [] }
        return block.places { $0.discourse?.spelling == block.key }.map { Block.Link(left: target, right: $0) }
    }
}

/// "The White House said": names of several words are not an organization here and a place there.
struct MetonymyRule: MergeRule {
    func keys(of sense: Sense) -> [BlockingKey] {
        let kind = sense.key.kind
        guard kind == .organization || kind == .location, !sense.key.isOfOneSource, sense.key.form.contains(" ") else {
            return []
        }
        return [BlockingKey(text: sense.key.form)]
    }

    func links(in block: Block) -> [Block.Link] {
        guard let organization = block.places(where: { $0.key.kind == .organization }).first,
            let place = block.places(where: { $0.key.kind == .location }).first,
            block.entityCount(Array(block.members.indices)) == 2
        else { return [] }
        return [Block.Link(left: organization, right: place)]
    }
}

/// A product, work, group, event or concept follows the one person, organization or place of its name.
struct OpenTypeRule: MergeRule {
    func keys(of sense: Sense) -> [BlockingKey] {
        guard sense.key.kind == .open || sense.key.kind.isClear, !sense.isLocal else { return [] }
        return [BlockingKey(text: sense.key.form)]
    }

    func links(in block: Block) -> [Block.Link] {
        let clear = block.places(where: \.key.kind.isClear)
        guard let target = clear.first, block.areOneEntity(clear) else { return [] }
        return block.places { $0.key.kind == .open }.map { Block.Link(left: target, right: $0) }
    }
}

/// Taggers misread a type now and then: a type with at most half the mentions of another follows it.
struct OutvotedRule: MergeRule {
    func keys(of sense: Sense) -> [BlockingKey] {
        sense.key.kind.isClear ? [BlockingKey(text: sense.key.form)] : []
    }

    func links(in block: Block) -> [Block.Link] {
        // Senses of one class that are one entity already weigh together.
        var sums: [Int: [SenseClass: Int]] = [:]
        for member in block.members {
            sums[member.entity, default: [:]][member.sense.key.kind, default: 0] += member.sense.weight
        }
        let weights = block.members.map { sums[$0.entity]?[$0.sense.key.kind] ?? 0 }
        // Of equals, the first by key.
        guard let major = block.members.indices.max(by: { (weights[$0], $1) < (weights[$1], $0) }) else { return [] }
        return block.members.indices.filter { other in
            block[other].key.kind != block[major].key.kind && weights[other] * 2 <= weights[major]
                && !block[other].key.isOfAuthority
        }.map { Block.Link(left: major, right: $0) }
    }
}

/// A surname never joins two articles; a name of one word that is part of nobody's full name is no surname.
struct MononymRule: MergeRule {
    func keys(of sense: Sense) -> [BlockingKey] {
        guard sense.key.kind == .person else { return [] }
        let words = sense.key.form.split(separator: " ")
        if words.count > 1 { return Set(words).sorted().map { BlockingKey(text: String($0), isWitness: true) } }
        return sense.key.isOfOneSource ? [BlockingKey(text: sense.key.form)] : []
    }

    func links(in block: Block) -> [Block.Link] {
        if block.isWitnessed { return [] }
        return block.members.indices.dropFirst().map { Block.Link(left: 0, right: $0) }
    }
}
