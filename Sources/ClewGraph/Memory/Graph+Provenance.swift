import ClewModel

/// From the graph back to the sentences.
extension Graph {
    /// A statement by its number.
    /// - Precondition: `index` is below `statementCount`.
    public func statement(_ index: Int) -> GraphStatement {
        let qualifiers = Int(columns.qualifierStarts[index])..<Int(columns.qualifierStarts[index + 1])
        return GraphStatement(
            index: index, id: Graph.hexadecimal(columns.ids[index]), subject: Int(columns.subjects[index]),
            predicate: columns.predicates[Int(columns.predicateOf[index])],
            object: node(columns.objects[index]) ?? .literal(.text("")),
            status: StatusCode.all[Int(columns.statuses[index])], speaker: node(columns.speakers[index]),
            confidence: columns.confidences[index], isFact: isFact[index],
            qualifiers: qualifiers.compactMap { qualifier in
                node(columns.qualifierValues[qualifier]).map {
                    GraphStatement.Circumstance(role: columns.qualifierRoles[qualifier], value: $0)
                }
            })
    }

    /// The number of the statement with the id. O(statements).
    public func statementIndex(id: String) -> Int? {
        guard let number = UInt64(id, radix: 16), id.utf8.count == 16 else { return nil }
        return columns.ids.firstIndex(of: number)
    }

    /// Where a statement stands, by source, then place in its text.
    public func evidence(of statement: Int) -> [GraphEvidence] {
        (Int(columns.evidenceStarts[statement])..<Int(columns.evidenceStarts[statement + 1])).map { piece in
            evidence(piece, copies: copies(of: columns.sources[Int(columns.evidenceSources[piece])]))
        }
    }

    private func evidence(_ piece: Int, copies: [Source]) -> GraphEvidence {
        let sentence = Int(columns.evidenceSentences[piece])
        return GraphEvidence(
            source: columns.sources[Int(columns.evidenceSources[piece])], copies: copies,
            sentence: columns.sentenceTexts[sentence], range: columns.sentenceRanges[sentence],
            rule: columns.rules[Int(columns.evidenceRules[piece])], confidence: columns.evidenceConfidences[piece])
    }

    /// The piece of evidence with the highest confidence, of equals the first; without the copies of its source, which
    /// cost a look-up.
    public func bestEvidence(of statement: Int) -> GraphEvidence? {
        let pieces = Int(columns.evidenceStarts[statement])..<Int(columns.evidenceStarts[statement + 1])
        let best = pieces.max { columns.evidenceConfidences[$0] < columns.evidenceConfidences[$1] }
        return best.map { evidence($0, copies: []) }
    }

    /// The number of pieces of evidence of a statement.
    public func evidenceCount(of statement: Int) -> Int {
        Int(columns.evidenceStarts[statement + 1] - columns.evidenceStarts[statement])
    }

    /// Confidence of a statement, of all its evidence together.
    public func confidence(of statement: Int) -> Double { columns.confidences[statement] }

    /// The number of articles that a statement stands in, copies not counted.
    public func sourceCount(of statement: Int) -> Int {
        let pieces = Int(columns.evidenceStarts[statement])..<Int(columns.evidenceStarts[statement + 1])
        // Sorted by source, so that each new one counts.
        return pieces.count {
            $0 == pieces.lowerBound || columns.evidenceSources[$0] != columns.evidenceSources[$0 - 1]
        }
    }

    /// The statements that say `predicate` of the subject and the object, those that are facts first.
    /// - Parameters:
    ///   - subject: a canonical name.
    ///   - object: a canonical name, or a value as a query gives it.
    /// - Complexity: O(log statements + statements of the subject).
    public func statements(subject: String, predicate: String, object: Term) -> [GraphStatement] {
        guard let entity = entityIndex(named: subject) else { return [] }
        let found = statements(ofSubject: entity).filter { index in
            columns.predicates[Int(columns.predicateOf[index])] == predicate
                && matches(columns.objects[index], object)
        }
        return found.filter { isFact[$0] }.map(statement) + found.filter { !isFact[$0] }.map(statement)
    }

    /// Numbers of the statements with the subject.
    public func statements(ofSubject entity: Int) -> Range<Int> {
        let start = columns.subjects.lowerBound(of: UInt32(entity))
        return start..<columns.subjects.lowerBound(of: UInt32(entity) + 1)
    }

    private func matches(_ code: UInt32, _ term: Term) -> Bool {
        guard let node = node(code) else { return false }
        switch (node, term) {
        case (.entity(let entity), .text(let text)): return columns.entityNames[entity] == text
        case (.literal(.text(let value)), .text(let text)): return value == text
        case (.literal(.integer(let value)), .integer(let number)): return value == number
        case (.literal(.decimal(let value)), .decimal(let number)): return value == number
        case (.literal(.date(let value)), .date(let date)): return value == date
        case (.literal(.date(let value)), .integer(let year)): return value.month == nil && value.year == year
        case (.literal(let literal), .text(let text)): return literal.spelling == text
        default: return false
        }
    }

    func node(_ code: UInt32) -> Node? {
        if code == NodeCode.none { return nil }
        return NodeCode.isLiteral(code) ? .literal(columns.literals[NodeCode.literal(code)]) : .entity(Int(code))
    }

    /// Other sources with the source's text, sorted by key.
    public func copies(of source: Source) -> [Source] {
        columns.copiesByOriginal[source.key]?.map { columns.sources[$0] } ?? []
    }

    static func hexadecimal(_ number: UInt64) -> String {
        String(unsafeUninitializedCapacity: 16) { digits in
            for place in 0..<16 {
                let digit = UInt8(truncatingIfNeeded: number >> UInt64(60 - 4 * place)) & 0xF
                digits[place] = digit + (digit < 10 ? 0x30 : 0x57)
            }
            return 16
        }
    }
}

extension [UInt32] {
    /// First place in a sorted array where `value` could stand. O(log n).
    func lowerBound(of value: UInt32) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
