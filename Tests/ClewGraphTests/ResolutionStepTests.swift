import ClewGraph
import ClewModel
import Foundation
import Testing

/// The resolution that an engine carries out by grouping gives what one process gives.
@Suite struct ResolutionStepTests {
    /// A small engine: brings records of one block together in an order of its own, and hands them over as JSON.
    struct Engine {
        var random: EntityResolverTests.SplitMix

        mutating func run(
            _ step: ResolutionStep, _ records: [ResolutionRecord], rule: Merge.Reason = .user
        ) throws -> [ResolutionRecord] {
            let blocks = Dictionary(grouping: records.filter { $0.block != nil }, by: { $0.block ?? "" })
            return try blocks.values.flatMap { block in
                try step.records(of: block.shuffled(using: &random), rule: rule).map(passed)
            }
        }

        mutating func entities(_ parts: [Sense]) throws -> [SenseKey: String] {
            var roots: [ResolutionRecord] = []
            let senses = try run(.senses, parts.map(record))
            for rule in Merge.Reason.allCases where rule.rule != nil {
                let keys = try run(.keys, senses + roots, rule: rule)
                var components = ResolutionComponents()
                for link in try run(.links, keys, rule: rule) + roots { components.add(link) }
                roots = try components.roots().map(passed)
            }
            let entities = try run(.entities, try run(.groups, senses + roots))
            let names = try run(.names, entities)
            return Dictionary(
                names.compactMap { record in
                    record.block.flatMap(SenseKey.init(spelling:)).map { ($0, record.entity ?? "") }
                }, uniquingKeysWith: { first, _ in first })
        }

        private func record(_ sense: Sense) -> ResolutionRecord {
            var record = ResolutionRecord()
            (record.block, record.sense) = (sense.key.spelling, sense)
            return record
        }

        /// The record as it comes out of a pipe.
        private func passed(_ record: ResolutionRecord) throws -> ResolutionRecord {
            try JSONDecoder().decode(ResolutionRecord.self, from: try JSONEncoder().encode(record))
        }
    }

    @Test func `Random senses get the same entities by grouping as in one process`() throws {
        for seed in 0..<400 as Range<UInt64> {
            let senses = EntityResolverTests.world(seed).senses
            var resolver = EntityResolver(senses: senses)
            let expected = resolver.resolve().entities.flatMap { entity in entity.senses.map { ($0, entity.name) } }
            var engine = Engine(random: EntityResolverTests.SplitMix(state: seed))
            let found = try engine.entities(senses.flatMap { Self.halves($0) })
            #expect(found == Dictionary(uniqueKeysWithValues: expected), "seed \(seed)")
        }
    }

    @Test func `The articles of each golden case get the entities of their graph by grouping`() throws {
        // A decision is a graph's own, and so is what is the copy of what.
        let cases = try CaseFolder.all(
            beside: #filePath, allowed: ["steps.json", "listing.txt", "relations.txt"],
            required: ["steps.json", "listing.txt"]
        ).map { ($0.name, try $0.steps()) }.filter { name, steps in
            name != "copies" && steps.allSatisfy { $0.merge == nil && $0.split == nil && $0.forget == nil }
        }
        #expect(!cases.isEmpty)
        for (name, steps) in cases {
            let articles = Dictionary(
                steps.compactMap(\.add).map { ($0.id, $0) }, uniquingKeysWith: { _, last in last })
            let file = try GraphFile()
            for article in articles.values.sorted(by: { $0.id < $1.id }) {
                try file.add(article: article.article, extraction: article.extraction)
            }
            try file.settle()
            let graph = try file.load(announceable: [])
            var engine = Engine(random: EntityResolverTests.SplitMix(state: 5))
            let found = try engine.entities(
                articles.values.flatMap { ArticleSenses(of: $0.article, $0.extraction).elements.map(\.sense) })
            let expected = (0..<graph.entityCount).map { graph.entity($0).name }
            #expect(Set(found.values).sorted() == expected.sorted(), "\(name)")
        }
    }

    /// What two articles may have said for a graph to know this.
    private static func halves(_ sense: Sense) -> [Sense] {
        var first = sense
        var second = Sense(key: sense.key)
        second.aliasForms = sense.aliasForms
        if let name = sense.names.keys.min(), let count = sense.names[name], count > 1 {
            first.names[name] = count - 1
            second.names[name] = 1
        }
        if let type = sense.types.keys.min(by: { $0.rawValue < $1.rawValue }), let count = sense.types[type], count > 1
        {
            first.types[type] = count - 1
            second.types[type] = 1
        }
        return [first, second]
    }

    @Test func `A name in brackets that another entity bears is not given again`() {
        func entity(_ name: String, _ type: EntityType, _ form: String, kind: SenseClass) throws -> NamelessEntity {
            var sense = Sense(key: SenseKey(kind: kind, form: form))
            sense.types = [type: 1]
            sense.names = [name: 1]
            return try #require(NamelessEntity(senses: [sense]))
        }
        #expect(NameBlock.blocks(reserving: "Georgia (US) (location)") == ["Georgia", "Georgia (US)"])
        #expect(NameBlock.blocks(reserving: "Georgia").isEmpty)
        #expect(throws: Never.self) {
            let bearers = [
                try entity("Georgia", .location, "georgia", kind: .location),
                try entity("Georgia", .person, "georgia", kind: .person),
            ]
            let free = NameBlock(name: "Georgia", bearers: bearers, reserved: []).named().map(\.name)
            #expect(free == ["Georgia (location)", "Georgia (person)"])
            for taken in ["Georgia (location)", "Georgia (location) (film)"] {
                let named = NameBlock(name: "Georgia", bearers: bearers, reserved: [taken]).named().map(\.name)
                #expect(!named.contains(taken))
                #expect(named.contains("Georgia (person)"))
            }
        }
    }
}
