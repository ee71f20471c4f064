import ClewReading
import Foundation
import Testing

@Suite struct ArticleFilesTests {
    @Test func walksFoldersInTheOrderOfBytes() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "clew-files-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        for name in [
            "b.html", "B.html", "a/z.txt", "a/.hidden", "b_files/pic.html", "c_files/x.txt", "é.txt", ".git/config",
        ] {
            let file = root.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data("x".utf8).write(to: file)
        }
        // Links in a circle.
        try FileManager.default.createSymbolicLink(atPath: root.path + "/a/up", withDestinationPath: root.path)
        let expansion = ArticleFiles.expand([root.path, "-", "missing.html", root.path + "/b.html"])
        let names = expansion.paths.map { $0.replacing(root.path + "/", with: "") }
        #expect(names == ["B.html", "a/z.txt", "b.html", "é.txt", "-", "missing.html"])
        #expect(expansion.diagnostics.map(\.code) == ["reading.hidden-skipped", "reading.resources-skipped"])
        #expect(expansion.diagnostics.allSatisfy { $0.severity == .note })
        for diagnostic in expansion.diagnostics { checkDiagnostic(diagnostic) }
    }

    @Test func anEmptyFolderHoldsNothing() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "clew-files-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        let nothing = ArticleFiles.expand([root.path])
        #expect(nothing.paths.isEmpty)
        #expect(nothing.diagnostics.map(\.code) == ["reading.folder-empty"])
        #expect(nothing.diagnostics.map(\.severity) == [.error])
        for diagnostic in nothing.diagnostics { checkDiagnostic(diagnostic) }
        // Beside something to read it is no error.
        #expect(ArticleFiles.expand([root.path, "-"]).diagnostics.map(\.severity) == [.warning])
    }
}
