import ClewGraph
import ClewModel
import Foundation
import Testing

/// Golden cases: `steps.json` in, `listing.txt` (and where given `relations.txt`) out.
@Suite struct GraphCaseTests {
    static let announceable: Set<String> = ["released", "acquired"]

    static func folders() throws -> [CaseFolder] {
        try CaseFolder.all(
            beside: #filePath, allowed: ["steps.json", "listing.txt", "relations.txt"],
            required: ["steps.json", "listing.txt"])
    }

    static func run(_ steps: [CaseStep], on file: GraphFile) throws {
        for step in steps {
            if let article = step.add { try file.add(article: article.article, extraction: article.extraction) }
            if let names = step.merge { try file.merge(names[0], names[1]) }
            if let name = step.split { try file.split(name) }
            if let source = step.forget { try file.forget(source: source) }
        }
    }

    static func listing(_ steps: [CaseStep]) throws -> String {
        let file = try GraphFile()
        try run(steps, on: file)
        return GraphListing(graph: try file.load(announceable: announceable)).text
    }

    @Test func `Each case gives the graph that it expects`() throws {
        for folder in try Self.folders() {
            let file = try GraphFile()
            try Self.run(try folder.steps(), on: file)
            let listing = GraphListing(graph: try file.load(announceable: Self.announceable))
            #expect(try folder.matches("listing.txt", listing.text), "\(folder.name):\n\(listing.text)")
            if folder.has("relations.txt") {
                #expect(
                    try folder.matches("relations.txt", listing.relations), "\(folder.name):\n\(listing.relations)")
            }
            try file.check()
        }
    }

    @Test func `The order of ingest does not change the graph`() throws {
        for folder in try Self.folders() {
            let steps = try folder.steps()
            let adds = steps.filter { $0.add != nil }
            // A key that comes twice is an update, where the order is the point.
            guard Set(adds.compactMap { $0.add?.id }).count == adds.count else { continue }
            let expected = try Self.listing(adds)
            for shift in 1..<max(2, adds.count) {
                let rotated = Array(adds[shift % adds.count..<adds.count] + adds[..<(shift % adds.count)])
                #expect(try Self.listing(rotated) == expected, "\(folder.name) rotated by \(shift)")
                #expect(
                    try Self.listing(rotated.reversed()) == expected, "\(folder.name) reversed, rotated by \(shift)")
            }
        }
    }

    @Test func `Settling after each article or once at the end gives the same graph`() throws {
        for folder in try Self.folders() {
            let file = try GraphFile()
            for step in try folder.steps() {
                try Self.run([step], on: file)
                try file.settle()
            }
            let listing = GraphListing(graph: try file.load(announceable: Self.announceable)).text
            #expect(try listing == Self.listing(try folder.steps()), "\(folder.name)")
            try file.check()
        }
    }

    @Test func `Forgetting an article restores the graph that was there before`() throws {
        for folder in try Self.folders() {
            let adds = try folder.steps().filter { $0.add != nil }
            guard Set(adds.compactMap { $0.add?.id }).count == adds.count else { continue }
            for index in adds.indices {
                guard let key = adds[index].add?.id else { continue }
                var others = adds
                others.remove(at: index)
                let file = try GraphFile()
                try Self.run(adds, on: file)
                try file.settle()
                try file.forget(source: key)
                let listing = GraphListing(graph: try file.load(announceable: Self.announceable)).text
                #expect(try listing == Self.listing(others), "\(folder.name) without \(key)")
                try file.check()
            }
        }
    }

    @Test func `A decision wins over a re-ingest`() throws {
        for folder in try Self.folders() {
            let steps = try folder.steps()
            guard steps.contains(where: { $0.merge != nil || $0.split != nil }),
                !steps.contains(where: { $0.forget != nil })
            else { continue }
            let file = try GraphFile()
            try Self.run(steps, on: file)
            let before = GraphListing(graph: try file.load(announceable: Self.announceable)).text
            for article in steps.compactMap(\.add) {
                try file.add(article: article.article, extraction: article.extraction, replacing: true)
            }
            let after = GraphListing(graph: try file.load(announceable: Self.announceable)).text
            #expect(before == after, "\(folder.name)")
        }
    }
}
