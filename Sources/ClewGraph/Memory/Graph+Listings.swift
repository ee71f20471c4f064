import ClewModel

/// What `show` and `list` tell.
extension Graph {
    /// An entity by its number.
    /// - Precondition: `index` is below `entityCount`.
    public func entity(_ index: Int) -> Entity {
        let aliases = Int(columns.aliasStarts[index])..<Int(columns.aliasStarts[index + 1])
        return Entity(
            index: index, name: columns.entityNames[index], type: columns.entityTypes[index],
            aliases: aliases.map { .init(name: columns.aliasNames[$0], count: Int(columns.aliasCounts[$0])) },
            sameAs: columns.sameAs[index] ?? [])
    }

    /// The canonical name of an entity by its number.
    public func entityName(_ index: Int) -> String { columns.entityNames[index] }

    /// The type of an entity by its number.
    public func entityType(_ index: Int) -> EntityType { columns.entityTypes[index] }

    /// Subject and object of a statement and whether it is a fact, without the rest of it.
    public func ends(ofStatement index: Int) -> (subject: Int, object: Node, isFact: Bool) {
        (Int(columns.subjects[index]), node(columns.objects[index]) ?? .literal(.text("")), isFact[index])
    }

    /// Mentions of each entity, and the articles that mention it.
    public var mentionCounts: (mentions: [Int], sources: [Int]) {
        var mentions = [Int](repeating: 0, count: entityCount)
        var sources = mentions
        for (row, entity) in columns.mentionEntities.enumerated() {
            sources[Int(entity)] += 1
            mentions[Int(entity)] += Int(columns.mentionCounts[row])
        }
        return (mentions, sources)
    }

    /// Calls `body` with each source, each entity that it mentions, and how often, copies left out; by source, then
    /// entity.
    public func eachMention(_ body: (_ source: Int, _ entity: Int, _ count: Int) throws -> Void) rethrows {
        for row in columns.mentionSources.indices {
            try body(
                Int(columns.mentionSources[row]), Int(columns.mentionEntities[row]), Int(columns.mentionCounts[row]))
        }
    }

    /// A source by its number.
    /// - Precondition: `index` is below `sourceCount`.
    public func source(_ index: Int) -> Source { columns.sources[index] }

    /// All sources, sorted by key.
    public var sources: [Source] { columns.sources }

    /// Every merge of names into an entity, sorted by the entity's name.
    public var merges: [EntityMerge] { columns.merges }

    /// A node as people read it: an entity's name or a literal's spelling.
    public func name(of node: Node) -> String {
        switch node {
        case .entity(let entity): columns.entityNames[entity]
        case .literal(let literal): literal.spelling
        }
    }

    /// Every predicate with its statements, sorted by name.
    public var predicates: [PredicateListing] {
        var all = [Int](repeating: 0, count: columns.predicates.count)
        for predicate in columns.predicateOf { all[Int(predicate)] += 1 }
        return columns.predicates.indices.map {
            PredicateListing(name: columns.predicates[$0], factCount: factCounts[$0], statementCount: all[$0])
        }
    }

    /// Every entity with how much is said of it, sorted by name. O(statements).
    public var entities: [EntityListing] {
        var statements = [Int](repeating: 0, count: entityCount)
        for statement in 0..<statementCount {
            statements[Int(columns.subjects[statement])] += 1
            let object = columns.objects[statement]
            if !NodeCode.isLiteral(object), object != columns.subjects[statement] { statements[Int(object)] += 1 }
        }
        let (mentions, sources) = mentionCounts
        return (0..<entityCount).map { entity in
            EntityListing(
                name: columns.entityNames[entity], type: columns.entityTypes[entity], mentionCount: mentions[entity],
                sourceCount: sources[entity], statementCount: statements[entity])
        }
    }

    /// Everything about an entity. O(statements).
    public func profile(of index: Int) -> EntityProfile {
        let code = UInt32(index)
        let outgoing = Array(statements(ofSubject: index))
        let incoming = (0..<statementCount).filter { columns.objects[$0] == code && columns.subjects[$0] != code }
        let said = (0..<statementCount).filter { columns.speakers[$0] == code }
        let mentioned = columns.mentionEntities.indices.filter { columns.mentionEntities[$0] == code }
        return EntityProfile(
            entity: entity(index), facts: outgoing.filter { isFact[$0] }.map(statement),
            factsAbout: incoming.filter { isFact[$0] }.map(statement),
            claims: (outgoing + incoming).filter { !isFact[$0] }.map(statement), said: said.map(statement),
            sources: mentioned.map {
                (columns.sources[Int(columns.mentionSources[$0])], Int(columns.mentionCounts[$0]))
            }, merges: columns.merges.filter { $0.entity == columns.entityNames[index] })
    }
}

/// A line of `list predicates`.
public struct PredicateListing: Hashable, Sendable {
    /// The relation.
    public var name: String
    /// Different facts.
    public var factCount: Int
    /// Statements, facts included.
    public var statementCount: Int
}

/// A line of `list entities`.
public struct EntityListing: Hashable, Sendable {
    /// Canonical name.
    public var name: String
    /// What it is.
    public var type: EntityType
    /// Mentions in all articles, copies not counted.
    public var mentionCount: Int
    /// Articles that mention it, copies not counted.
    public var sourceCount: Int
    /// Statements with it at either end.
    public var statementCount: Int
}

/// What `show` tells of an entity.
public struct EntityProfile: Sendable {
    /// The entity with its names.
    public var entity: Entity
    /// Facts with it as the subject, by predicate and object.
    public var facts: [GraphStatement]
    /// Facts with it as the object, by subject and predicate.
    public var factsAbout: [GraphStatement]
    /// Statements with it at either end that are no facts.
    public var claims: [GraphStatement]
    /// Statements that are attributed to it.
    public var said: [GraphStatement]
    /// Articles that mention it, by key, with the number of mentions.
    public var sources: [(source: Source, mentionCount: Int)]
    /// Why its names were taken for one entity.
    public var merges: [EntityMerge]
}
