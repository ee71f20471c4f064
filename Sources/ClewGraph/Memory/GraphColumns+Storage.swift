import ClewModel

/// The columns that take long to make from the rows, as they are kept in the table `columns`. Sources, sentences, literals,
/// `same_as` and merges are read from their own tables, whose order they keep.
extension GraphColumns {
    /// What the numbers of statuses and types mean, behind the version of the layout. Columns that were written with other
    /// ones are not used.
    static let layout = ["1"] + StatusCode.all.map(\.rawValue) + EntityType.allCases.map(\.rawValue)

    private static let typeCodes = Dictionary(
        uniqueKeysWithValues: EntityType.allCases.enumerated().map { ($1, UInt8($0)) })

    /// Each column with its name. O(size).
    func stored() -> [(name: String, bytes: [UInt8])] {
        let levels = Set(confidences).union(evidenceConfidences).sorted()
        let levelCodes = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, UInt32($0)) })
        let roles = Set(qualifierRoles).sorted()
        let roleCodes = Dictionary(uniqueKeysWithValues: roles.enumerated().map { ($1, UInt32($0)) })
        return [
            ("layout", ColumnBytes.encode(texts: GraphColumns.layout)),
            ("entity.name", ColumnBytes.encode(texts: entityNames)),
            ("entity.type", ColumnBytes.encode(entityTypes.map { GraphColumns.typeCodes[$0] ?? 0 })),
            ("entity.aliases", GraphColumns.counts(aliasStarts)),
            ("alias.name", ColumnBytes.encode(texts: aliasNames)),
            ("alias.count", ColumnBytes.encode(aliasCounts.map { UInt32(bitPattern: $0) })),
            ("mention.source", ColumnBytes.encode(mentionSources)),
            ("mention.entity", ColumnBytes.encode(mentionEntities)),
            ("mention.count", ColumnBytes.encode(mentionCounts.map { UInt32(bitPattern: $0) })),
            ("predicate.name", ColumnBytes.encode(texts: predicates)), ("rule.name", ColumnBytes.encode(texts: rules)),
            ("confidence.value", ColumnBytes.encode(levels.map(\.bitPattern))),
            ("role.name", ColumnBytes.encode(texts: roles)),
            ("statement.id", ColumnBytes.encode(ids)), ("statement.subject", ColumnBytes.encode(subjects)),
            ("statement.predicate", ColumnBytes.encode(predicateOf)), ("statement.object", ColumnBytes.encode(objects)),
            ("statement.status", ColumnBytes.encode(statuses)), ("statement.speaker", ColumnBytes.encode(speakers)),
            ("statement.confidence", ColumnBytes.encode(confidences.map { levelCodes[$0] ?? 0 })),
            ("statement.evidence", GraphColumns.counts(evidenceStarts)),
            ("statement.qualifiers", GraphColumns.counts(qualifierStarts)),
            ("evidence.source", ColumnBytes.encode(evidenceSources)),
            ("evidence.sentence", ColumnBytes.encode(evidenceSentences)),
            ("evidence.rule", ColumnBytes.encode(evidenceRules)),
            ("evidence.confidence", ColumnBytes.encode(evidenceConfidences.map { levelCodes[$0] ?? 0 })),
            ("qualifier.role", ColumnBytes.encode(qualifierRoles.map { roleCodes[$0] ?? 0 })),
            ("qualifier.value", ColumnBytes.encode(qualifierValues)),
        ]
    }

    /// Takes over stored columns, where all are there and agree with each other and with what is here already (sources,
    /// sentences, literals); else none.
    /// - Parameter stored: the bytes of the columns by name.
    /// - Returns: whether they were taken. O(size).
    mutating func take(stored: [String: [UInt8]]) -> Bool {
        var isWhole = true
        func texts(_ name: String) -> [String] {
            let result = (stored[name] ?? []).withUnsafeBytes(ColumnBytes.texts)
            isWhole = isWhole && result != nil
            return result ?? []
        }
        func numbers<Number: FixedWidthInteger>(_ name: String, below limit: Int? = nil) -> [Number] {
            let result = (stored[name] ?? []).withUnsafeBytes { ColumnBytes.numbers($0, as: Number.self) }
            if let limit, let max = result?.max(), max >= limit { isWhole = false }
            isWhole = isWhole && result != nil
            return result ?? []
        }
        func starts(_ name: String, groups: Int, of rows: Int) -> [Int32] {
            let counts: [Int32] = numbers(name)
            var starts: [Int32] = [0]
            starts.reserveCapacity(counts.count + 1)
            var sum = 0
            for count in counts {
                sum += Int(count)
                starts.append(Int32(clamping: sum))
            }
            isWhole = isWhole && counts.count == groups && sum == rows && counts.allSatisfy { $0 >= 0 }
            return starts
        }
        guard texts("layout") == GraphColumns.layout else { return false }
        var new = self
        new.entityNames = texts("entity.name")
        let typeCodes: [UInt8] = numbers("entity.type", below: EntityType.allCases.count)
        new.predicates = texts("predicate.name")
        new.rules = texts("rule.name")
        let levels: [UInt64] = numbers("confidence.value")
        let roles = texts("role.name")
        new.ids = numbers("statement.id")
        new.subjects = numbers("statement.subject", below: new.entityNames.count)
        new.predicateOf = numbers("statement.predicate", below: new.predicates.count)
        new.objects = numbers("statement.object")
        new.statuses = numbers("statement.status", below: StatusCode.all.count)
        new.speakers = numbers("statement.speaker")
        let statementLevels: [UInt32] = numbers("statement.confidence", below: levels.count)
        new.evidenceSources = numbers("evidence.source", below: sources.count)
        new.evidenceSentences = numbers("evidence.sentence", below: sentenceTexts.count)
        new.evidenceRules = numbers("evidence.rule", below: new.rules.count)
        let evidenceLevels: [UInt32] = numbers("evidence.confidence", below: levels.count)
        let roleCodes: [UInt32] = numbers("qualifier.role", below: roles.count)
        new.qualifierValues = numbers("qualifier.value")
        new.aliasNames = texts("alias.name")
        new.aliasCounts = numbers("alias.count")
        new.mentionSources = numbers("mention.source", below: sources.count)
        new.mentionEntities = numbers("mention.entity", below: new.entityNames.count)
        new.mentionCounts = numbers("mention.count")
        new.aliasStarts = starts("entity.aliases", groups: new.entityNames.count, of: new.aliasNames.count)
        new.evidenceStarts = starts("statement.evidence", groups: new.ids.count, of: new.evidenceSources.count)
        new.qualifierStarts = starts("statement.qualifiers", groups: new.ids.count, of: roleCodes.count)
        let isSound =
            new.objects.allSatisfy(new.isNode) && new.speakers.allSatisfy(new.isNode)
            && new.qualifierValues.allSatisfy(new.isNode)
        guard isWhole, isSound, typeCodes.count == new.entityNames.count,
            [
                new.subjects.count, new.predicateOf.count, new.objects.count, new.statuses.count, new.speakers.count,
                statementLevels.count,
            ].allSatisfy({ $0 == new.ids.count }),
            [new.evidenceSentences.count, new.evidenceRules.count, evidenceLevels.count]
                .allSatisfy({ $0 == new.evidenceSources.count }),
            new.qualifierValues.count == roleCodes.count, new.aliasCounts.count == new.aliasNames.count,
            new.mentionEntities.count == new.mentionSources.count, new.mentionCounts.count == new.mentionSources.count
        else { return false }
        new.entityTypes = typeCodes.map { EntityType.allCases[Int($0)] }
        let values = levels.map { Double(bitPattern: $0) }
        new.confidences = statementLevels.map { values[Int($0)] }
        new.evidenceConfidences = evidenceLevels.map { values[Int($0)] }
        new.qualifierRoles = roleCodes.map { roles[Int($0)] }
        self = new
        return true
    }

    private func isNode(_ code: UInt32) -> Bool {
        if code == NodeCode.none { return true }
        return NodeCode.isLiteral(code) ? NodeCode.literal(code) < literals.count : Int(code) < entityNames.count
    }

    private static func counts(_ starts: [Int32]) -> [UInt8] {
        ColumnBytes.encode(starts.indices.dropLast().map { UInt32(bitPattern: starts[$0 + 1] - starts[$0]) })
    }
}
