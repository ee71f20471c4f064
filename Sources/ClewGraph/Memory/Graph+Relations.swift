import ClewModel

/// The graph as relations. A predicate with the name of one of the fixed relations is reached through `triple`.
extension Graph {
    private static let fixed: [(name: String, columns: [RelationSchema.Column], names: [String])] = [
        ("triple", [.entity, .value, .any], ["subject", "predicate", "object"]),
        ("statement", [.value, .entity, .value, .any], ["id", "subject", "predicate", "object"]),
        ("status", [.value, .value], ["id", "status"]),
        ("speaker", [.value, .any], ["id", "who"]),
        ("confidence", [.value, .value], ["id", "confidence"]),
        ("qualifier", [.value, .value, .any], ["id", "role", "value"]),
        ("said", [.any, .entity, .value, .any], ["who", "subject", "predicate", "object"]),
        ("evidence", [.value, .value, .value], ["id", "source", "sentence"]),
        ("source", [.value, .value, .value, .value, .value], ["source", "url", "title", "publisher", "date"]),
        ("copy_of", [.value, .value], ["source", "original"]),
        ("entity", [.entity, .value], ["entity", "type"]),
        ("alias", [.entity, .value], ["entity", "name"]),
        ("same_as", [.entity, .value], ["entity", "uri"]),
        ("mentions", [.value, .entity, .value], ["source", "entity", "count"]),
    ]

    private static let fixedNames = Set(fixed.map(\.name))

    /// All relations, sorted by name: every predicate of a statement, the canonical relations (that no article says
    /// who sued whom is an answer, not a mistake in the question), and the fixed ones. Made when first asked for: every
    /// question asks.
    public var schemas: [RelationSchema] {
        relationSchemas.withLock { known in
            if let known { return known }
            let made = makeSchemas()
            known = made
            return made
        }
    }

    private func makeSchemas() -> [RelationSchema] {
        var counts = Dictionary(uniqueKeysWithValues: zip(columns.predicates, factCounts))
        for name in canonical where counts[name] == nil { counts[name] = 0 }
        let facts = counts.compactMap { name, count -> RelationSchema? in
            if Graph.fixedNames.contains(name) { return nil }
            return RelationSchema(
                name: name, columns: [.entity, .any], columnNames: ["subject", "object"], rowCount: count)
        }
        let fixed = Graph.fixed.map { relation in
            RelationSchema(
                name: relation.name, columns: relation.columns, columnNames: relation.names,
                rowCount: rowCount(of: relation.name))
        }
        return (facts + fixed).sorted { $0.name < $1.name }
    }

    /// The terms of all relations. Made when first asked for: O(statements + sentences).
    public var terms: TermDictionary { relationTermsMade.dictionary }

    /// The rows of a relation by column. O(rows).
    public func columns(of relation: String) -> [[UInt32]]? {
        if Graph.fixedNames.contains(relation) { return fixedColumns(of: relation) }
        guard let predicate = columns.predicates.firstIndex(of: relation) else {
            return canonical.contains(relation) ? [[], []] : nil
        }
        let terms = relationTermsMade
        var subjects: [UInt32] = []
        var objects: [UInt32] = []
        subjects.reserveCapacity(factCounts[predicate])
        objects.reserveCapacity(factCounts[predicate])
        eachFact { statement in
            guard columns.predicateOf[statement] == predicate else { return }
            subjects.append(terms.node(columns.subjects[statement]))
            objects.append(terms.node(columns.objects[statement]))
        }
        return unique([subjects, objects])
    }

    /// Calls `body` once for each fact, with the first of its statements.
    func eachFact(_ body: (Int) -> Void) {
        var last = -1
        for statement in 0..<statementCount where isFact[statement] {
            if last >= 0, columns.sayTheSame(last, statement) { continue }
            last = statement
            body(statement)
        }
    }

    private func rowCount(of relation: String) -> Int {
        switch relation {
        case "triple": factCount
        case "statement", "status", "confidence": statementCount
        case "speaker", "said": columns.speakers.count { $0 != NodeCode.none }
        case "qualifier": columns.qualifierRoles.count
        case "evidence": evidenceCount
        case "source": sourceCount
        case "copy_of": columns.sources.count { $0.copyOf != nil }
        case "entity": entityCount
        case "alias": columns.aliasNames.count
        case "same_as": columns.sameAs.values.reduce(0) { $0 + $1.count }
        case "mentions": columns.mentionSources.count
        default: 0
        }
    }

    private func fixedColumns(of relation: String) -> [[UInt32]]? {
        let terms = relationTermsMade
        let all = 0..<statementCount
        switch relation {
        case "triple": return unique(factColumns(terms))
        case "statement":
            return [
                terms.statements, columns.subjects, columns.predicateOf.map { terms.predicates[Int($0)] },
                columns.objects.map(terms.node),
            ]
        case "status": return [terms.statements, columns.statuses.map { terms.statuses[Int($0)] }]
        case "confidence": return [terms.statements, terms.confidences]
        case "speaker":
            let spoken = all.filter { columns.speakers[$0] != NodeCode.none }
            return [spoken.map { terms.statements[$0] }, spoken.map { terms.node(columns.speakers[$0]) }]
        case "said":
            let spoken = all.filter { columns.speakers[$0] != NodeCode.none }
            return unique([
                spoken.map { terms.node(columns.speakers[$0]) }, spoken.map { columns.subjects[$0] },
                spoken.map { terms.predicates[Int(columns.predicateOf[$0])] },
                spoken.map { terms.node(columns.objects[$0]) },
            ])
        case "qualifier":
            return unique([
                expanded(columns.qualifierStarts, terms.statements), terms.roles,
                columns.qualifierValues.map(terms.node),
            ])
        case "evidence":
            return unique([
                expanded(columns.evidenceStarts, terms.statements),
                columns.evidenceSources.map { terms.sources[Int($0)][0] },
                columns.evidenceSentences.map { terms.sentences[Int($0)] },
            ])
        default: return entityColumns(of: relation, terms)
        }
    }

    private func entityColumns(of relation: String, _ terms: RelationTerms) -> [[UInt32]]? {
        let entities = columns.entityNames.indices.map(UInt32.init)
        switch relation {
        case "source": return (0..<5).map { column in terms.sources.map { $0[column] } }
        case "copy_of":
            let pairs = columns.sources.indices.filter { columns.sources[$0].copyOf != nil }
            return [pairs.map { terms.sources[$0][0] }, pairs.map { terms.sources[$0][5] }]
        case "entity": return [entities, columns.entityTypes.map { terms.types[$0] ?? 0 }]
        case "alias": return unique([expanded(columns.aliasStarts, entities), terms.aliases])
        case "same_as":
            let pairs = columns.sameAs.sorted { $0.key < $1.key }.flatMap { entry in entry.value.map { (entry.key, $0) }
            }
            return [pairs.map { UInt32($0.0) }, pairs.map { terms.uris[$0.1] ?? 0 }]
        case "mentions":
            return [
                columns.mentionSources.map { terms.sources[Int($0)][0] }, columns.mentionEntities,
                columns.mentionCounts.map { terms.counts[$0] ?? 0 },
            ]
        default: return nil
        }
    }

    private func factColumns(_ terms: RelationTerms) -> [[UInt32]] {
        var rows: [[UInt32]] = [[], [], []]
        eachFact { statement in
            rows[0].append(columns.subjects[statement])
            rows[1].append(terms.predicates[Int(columns.predicateOf[statement])])
            rows[2].append(terms.node(columns.objects[statement]))
        }
        return rows
    }

    /// A value for each row of its group.
    private func expanded(_ starts: [Int32], _ values: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(Int(starts.last ?? 0))
        for (group, value) in values.enumerated() {
            result.append(contentsOf: repeatElement(value, count: Int(starts[group + 1] - starts[group])))
        }
        return result
    }

    /// Each row of up to four columns once: two codes may stand for one term, as the entity "R1" and the text "R1" do.
    private func unique(_ rows: [[UInt32]]) -> [[UInt32]] {
        guard let count = rows.first?.count, count > 1 else { return rows }
        var seen: Set<SIMD4<UInt32>> = []
        seen.reserveCapacity(count)
        let kept = (0..<count).filter { row in
            var key = SIMD4<UInt32>(repeating: 0)
            for column in rows.indices { key[column] = rows[column][row] }
            return seen.insert(key).inserted
        }
        return kept.count == count ? rows : rows.map { column in kept.map { column[$0] } }
    }
}
