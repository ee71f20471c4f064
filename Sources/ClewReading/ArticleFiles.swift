import ClewModel
import Foundation

/// The files behind the paths that a user names: files as they are, folders with all that is in them.
public enum ArticleFiles {
    /// The files, and what was passed over.
    public struct Expansion: Hashable, Sendable {
        /// Paths in the order of the arguments; within a folder sorted by bytes. Each file once.
        public var paths: [String]
        /// Notes on what was skipped, and folders that could not be listed.
        public var diagnostics: [Diagnostic]
    }

    /// Expands paths. A folder without anything to read is said: an error where nothing else is to be read either. Within
    /// folders, hidden entries and the `NAME_files` folders that browsers save beside a page are skipped, and said once
    /// each kind. Links to folders are followed, each folder once. A path that does not exist stays: reading it says so.
    /// `-` stays.
    public static func expand(_ paths: [String]) -> Expansion {
        var walk = Walk()
        for path in paths {
            var isFolder: ObjCBool = false
            if path != "-", FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
                let known = walk.seen.count
                walk.enter(path)
                if walk.seen.count == known { walk.empty.append(path) }
            } else if walk.seen.insert(path).inserted {
                walk.files.append(path)
            }
        }
        return Expansion(paths: walk.files, diagnostics: walk.diagnostics)
    }

    private static let depthMax = 128

    private struct Walk {
        var files: [String] = []
        var seen: Set<String> = []
        var folders: Set<String> = []
        var hidden: [String] = []
        var resources: [String] = []
        /// Folders that were named and have nothing to read.
        var empty: [String] = []
        var problems: [Diagnostic] = []

        mutating func enter(_ folder: String, depth: Int = 0) {
            let real = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
            guard depth < ArticleFiles.depthMax, folders.insert(real).inserted else { return }
            let names: [String]
            do {
                names = try FileManager.default.contentsOfDirectory(atPath: folder)
            } catch {
                problems.append(
                    Diagnostic(
                        code: "reading.folder-unreadable", severity: .error, message: "the folder cannot be listed",
                        source: folder, repair: "give yourself the right to read it"))
                return
            }
            let base = folder.hasSuffix("/") ? folder : folder + "/"
            let all = Set(names)
            for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
                let path = base + name
                guard !name.hasPrefix(".") else {
                    hidden.append(path)
                    continue
                }
                var isFolder: ObjCBool = false
                let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
                if exists, isFolder.boolValue {
                    if Walk.isResourceFolder(name, among: all) {
                        resources.append(path)
                    } else {
                        enter(path, depth: depth + 1)
                    }
                } else if seen.insert(path).inserted {
                    files.append(path)
                }
            }
        }

        /// `NAME_files` beside `NAME.html`: the pictures and scripts of a saved page.
        private static func isResourceFolder(_ name: String, among names: Set<String>) -> Bool {
            for suffix in ["_files", ".files", "-Dateien", "_fichiers", "_archivos"] where name.hasSuffix(suffix) {
                let page = String(name.dropLast(suffix.count))
                if [".html", ".htm", ".xhtml", ".HTML", ".HTM"].contains(where: { names.contains(page + $0) })
                    || suffix == "_files"
                {
                    return true
                }
            }
            return false
        }

        var diagnostics: [Diagnostic] {
            var notes: [Diagnostic] = []
            if let first = hidden.first {
                notes.append(
                    Diagnostic(
                        code: "reading.hidden-skipped", severity: .note,
                        message:
                            "\(hidden.count) hidden \(hidden.count == 1 ? "entry was" : "entries were") skipped, the first is \(first)",
                        repair: "name a hidden file itself to have it read"))
            }
            if let first = resources.first {
                notes.append(
                    Diagnostic(
                        code: "reading.resources-skipped", severity: .note,
                        message:
                            "\(resources.count) \(resources.count == 1 ? "folder" : "folders") of pages' pictures and scripts were skipped, the first is \(first)",
                        repair: "name such a folder itself to have it read"))
            }
            for folder in empty where !problems.contains(where: { $0.source == folder }) {
                notes.append(
                    Diagnostic(
                        code: "reading.folder-empty", severity: files.isEmpty ? .error : .warning,
                        message: "nothing in the folder is an article", source: folder,
                        repair: "name the folder that holds the saved pages"))
            }
            return notes + problems
        }
    }
}
