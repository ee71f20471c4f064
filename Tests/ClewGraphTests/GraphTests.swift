import ClewGraph
import ClewModel
import Foundation
import Testing

/// Names, provenance and profiles in a graph in memory.
@Suite struct GraphTests {
    static func graph(_ folder: String) throws -> Graph {
        let folders = try GraphCaseTests.folders()
        let found = try #require(folders.first { $0.name == folder })
        return try Graph(
            try found.steps().compactMap(\.add).map { ($0.article, $0.extraction) },
            announceable: GraphCaseTests.announceable)
    }

    @Test func `A name means its entity, whatever its case, suffix or marks`() throws {
        let graph = try Self.graph("names")
        for (name, entity) in [
            ("Microsoft", "Microsoft"), ("microsoft corp.", "Microsoft"), ("the white house", "White House"),
            ("sao paulo", "São Paulo"), ("SÃO PAULO", "São Paulo"), ("Trump", "Donald J. Trump"),
            ("Donald Trump", "Donald J. Trump"), ("apple", "apple"), ("Apple", "Apple"), ("U.S.", "United States"),
        ] {
            #expect(graph.resolve(entity: name) == .entity(entity), "\(name)")
        }
    }

    @Test func `An ambiguous name lists those who bear it, an unknown one those who look like it`() throws {
        let graph = try Self.graph("namesakes")
        #expect(
            graph.resolve(entity: "Smith")
                == .ambiguous(["John Smith", "Smith (Daily News, 2025-01-30)", "Smith (Evening Post, 2025-01-31)"]))
        let names = try Self.graph("names")
        #expect(names.resolve(entity: "Micrsoft") == .unknown(similar: ["Microsoft"]))
        #expect(names.resolve(entity: "Amazon W") == .unknown(similar: ["Amazon Web Services", "Amazon"]))
        #expect(names.resolve(entity: "Zanzibar") == .unknown(similar: []))
        #expect(names.resolve(entity: "") == .unknown(similar: []))
    }

    @Test func `A fact leads to its statements and sentences`() throws {
        let graph = try Self.graph("statements")
        let found = graph.statements(subject: "Acme", predicate: "released", object: .text("Rocket"))
        #expect(found.map(\.isFact) == [true, true])
        let evidence = graph.evidence(of: found[0].index)
        #expect(evidence.map(\.source.key) == ["a", "b"])
        #expect(evidence[0].range == TextRange(0, 56))
        #expect(evidence[0].source.url == "https://example.org/a")
        #expect(graph.statements(subject: "Acme", predicate: "founded_on", object: .integer(1999)).count == 1)
        #expect(graph.statements(subject: "Acme", predicate: "employ", object: .integer(512)).count == 1)
        #expect(graph.statements(subject: "Acme", predicate: "employ", object: .integer(1)).isEmpty)
        #expect(graph.statements(subject: "Nobody", predicate: "employ", object: .integer(1)).isEmpty)
        #expect(graph.statementIndex(id: found[0].id) == found[0].index)
    }

    @Test func `A profile tells facts in both directions, claims, words and sources`() throws {
        let graph = try Self.graph("statements")
        let acme = graph.profile(of: try #require(graph.entityIndex(named: "Acme")))
        #expect(acme.facts.map(\.predicate) == ["employ", "founded_on", "released", "released"])
        #expect(acme.claims.map(\.predicate) == ["pollute", "pollute", "accused"])
        #expect(acme.said.map(\.predicate) == ["pollute", "released"])
        #expect(acme.sources.map(\.source.key) == ["a", "b"])
        let rocket = graph.profile(of: try #require(graph.entityIndex(named: "Rocket")))
        #expect(rocket.factsAbout.map(\.predicate) == ["released", "released"])
        #expect(graph.predicates.map(\.name) == ["accused", "employ", "founded_on", "pollute", "released"])
        #expect(graph.predicates.map(\.factCount) == [0, 1, 1, 0, 1])
        #expect(graph.entities.map(\.statementCount) == [7, 1, 2])
    }

    @Test func `Every schema has its rows, each once, and no other relation has any`() throws {
        for folder in try GraphCaseTests.folders() {
            let graph = try Self.graph(folder.name)
            #expect(graph.schemas.map(\.name) == graph.schemas.map(\.name).sorted())
            for schema in graph.schemas {
                let columns = try #require(graph.columns(of: schema.name))
                #expect(columns.count == schema.columns.count)
                #expect(columns.allSatisfy { $0.count == schema.rowCount }, "\(folder.name): \(schema.name)")
                let rows = (0..<schema.rowCount).map { row in columns.map { $0[row] } }
                #expect(Set(rows).count == rows.count, "\(folder.name): \(schema.name)")
                let known = graph.terms.count
                #expect(
                    columns.allSatisfy { $0.allSatisfy { $0 < known || TermDictionary.integer(ofID: $0) != nil } })
            }
            #expect(graph.columns(of: "no_such_relation") == nil)
        }
    }
}
