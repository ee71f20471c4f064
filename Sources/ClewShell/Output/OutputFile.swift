import ClewKit
import Foundation

/// A file that appears whole or not at all.
enum OutputFile {
    /// Writes through `body` into a file beside `path`, and puts it there when all is written.
    static func write<Value>(path: String, _ body: (FileHandle) throws -> Value) throws -> Value {
        try OutputDrafts.write { try body($0.open(path)) }
    }
}

/// A folder whose files appear together when all are written.
enum OutputFolder {
    /// Writes through `body`, which opens files by name; the folder is made where there is none.
    static func write<Value>(path: String, _ body: ((String) throws -> ByteSink) throws -> Value) throws -> Value {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw OutputDrafts.failure(path, ": it is no folder and none can be made there")
        }
        return try OutputDrafts.write { drafts in
            try body { name in .file(try drafts.open(path + "/" + name)) }
        }
    }
}

/// Files that are being written, each beside the place where it will stand.
private final class OutputDrafts {
    private var drafts: [(path: String, draft: String, handle: FileHandle)] = []

    static func write<Value>(_ body: (OutputDrafts) throws -> Value) throws -> Value {
        let drafts = OutputDrafts()
        do {
            let value = try body(drafts)
            try drafts.finish()
            return value
        } catch {
            drafts.abandon()
            if error is ClewFailure { throw error }
            throw failure(drafts.drafts.last?.path ?? "", ": \((error as NSError).localizedDescription)")
        }
    }

    func open(_ path: String) throws -> FileHandle {
        let draft = path + ".partial-\(ProcessInfo.processInfo.processIdentifier)"
        guard FileManager.default.createFile(atPath: draft, contents: nil),
            let handle = FileHandle(forWritingAtPath: draft)
        else { throw OutputDrafts.failure(path, "", repair: "check that the folder exists and may be written") }
        drafts.append((path, draft, handle))
        return handle
    }

    private func finish() throws {
        for file in drafts { try file.handle.close() }
        for file in drafts {
            guard rename(file.draft, file.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        }
    }

    private func abandon() {
        for file in drafts { try? FileManager.default.removeItem(atPath: file.draft) }
    }

    static func failure(
        _ path: String, _ reason: String, repair: String = "free some space, or name another place with --output"
    ) -> ClewFailure {
        ClewFailure(
            .input, code: "command.cannot-write", "cannot write \(path)\(reason)", source: path, repair: repair)
    }
}
