import Foundation
import Testing

/// What holds for the repository as a whole, whatever the code does.
@Suite struct RepositoryTests {
    @Test func topLevelHoldsNothingElse() throws {
        let allowed: Set<String> = [
            "Package.swift", "Sources", "Tests", "Graphs", "Examples", "README.md", "LICENSE", "CHANGELOG.md",
        ]
        // What git ignores may stand there too.
        let visible = try FileManager.default.contentsOfDirectory(atPath: Repository.root.path)
            .filter { !$0.hasPrefix(".") && $0 != "Package.resolved" }
        #expect(Set(visible).subtracting(allowed).isEmpty)
        #expect(visible.contains("README.md"))
    }

    /// The order of the stages; each may import only what stands before it.
    static let order = [
        "CLibXML2", "CZlib", "CLibZip", "CLibEdit", "CLibMD", "COneDNN", "CLanguageModel", "CLanguageKernels",
        "CLargeMemory", "ClewModel", "ClewReading", "ClewLanguage", "ClewExtraction",
        "ClewGraph", "ClewDatalog", "ClewExport", "ClewKit", "ClewShell", "clew",
    ]

    @Test(arguments: order)
    func importsRunOneWay(module: String) throws {
        let place = try #require(Self.order.firstIndex(of: module))
        let files = try Repository.swiftFiles(under: "Sources/\(module)")
        #expect(module.hasPrefix("C") && !module.hasPrefix("Clew") || !files.isEmpty)
        for file in files {
            for line in try Repository.lines(of: file) {
                let words = line.split(separator: " ").drop { ["@_exported", "public", "internal"].contains($0) }
                guard words.first == "import", let name = words.dropFirst().first else { continue }
                guard let imported = Self.order.firstIndex(of: String(name)) else { continue }
                #expect(imported < place, "\(file.lastPathComponent) of \(module) imports \(name)")
            }
        }
    }

    @Test func everyModuleIsInTheOrder() throws {
        let folders = try FileManager.default.contentsOfDirectory(
            at: Repository.root.appending(path: "Sources"), includingPropertiesForKeys: [.isDirectoryKey])
        for folder in folders where try folder.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true {
            let name = folder.lastPathComponent
            #expect(Self.order.contains(name) || name == "Training", "\(name) has no place in the order")
        }
    }

    @Test func architectureNamesWhatExists() throws {
        let text = try String(contentsOf: Repository.root.appending(path: "Sources/ARCHITECTURE.md"), encoding: .utf8)
        let paths = text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
            .filter { $0.contains("/") && !$0.contains(" ") && !$0.contains("*") }
        #expect(paths.count > 20, "the page names the places that it speaks of")
        for path in paths {
            let exists = FileManager.default.fileExists(atPath: Repository.root.appending(path: path).path)
            #expect(exists, "ARCHITECTURE.md names \(path), which is not there")
        }
    }

    @Test func filesKeepTheirSize() throws {
        let files = try Repository.swiftFiles(under: "Sources") + Repository.swiftFiles(under: "Tests")
        let sizes = try files.map { (try Repository.lines(of: $0).count, $0) }.sorted { $0.0 < $1.0 }
        #expect(sizes[sizes.count / 2].0 <= 160, "the median file")
        #expect(sizes[sizes.count * 95 / 100].0 <= 420, "the 95th percentile")
        for (count, file) in sizes { #expect(count <= 600, "\(file.path) has \(count) lines") }
    }

    @Test func executableOnlyStartsTheShell() throws {
        let files = try Repository.swiftFiles(under: "Sources/clew")
        let count = try files.map { try Repository.lines(of: $0).count }.reduce(0, +)
        #expect(count < 60)
    }

    @Test func nothingIsLeftForLater() throws {
        // Spelled apart, so that this file does not find itself.
        let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "try" + "!"]
        for file in try Repository.swiftFiles(under: "Sources") {
            for (number, line) in try Repository.lines(of: file).enumerated() {
                for mark in marks {
                    #expect(!line.contains(mark), "\(file.lastPathComponent):\(number + 1) holds \(mark)")
                }
            }
        }
    }

    @Test func scriptsAreExecutable() {
        for path in ["Examples/quickstart.sh", "Tests/run.sh", ".ci/run"] {
            #expect(FileManager.default.isExecutableFile(atPath: Repository.root.appending(path: path).path))
        }
    }
}

/// The repository's files.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func swiftFiles(under path: String) throws -> [URL] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: path).path)
        return paths.filter { $0.hasSuffix(".swift") }.sorted().map { root.appending(path: path).appending(path: $0) }
    }

    static func lines(of file: URL) throws -> [Substring] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
    }
}
