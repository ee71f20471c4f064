import Foundation
import Testing

/// Treebanks in the folder that `CLEW_SHARED` names.
enum TreebankFile {
    /// The text of a treebank such as `en_ewt-dev`.
    static func text(_ treebank: String) throws -> String {
        let shared = try #require(ProcessInfo.processInfo.environment["CLEW_SHARED"])
        let process = Process()
        process.executableURL = URL(filePath: "/bin/gzip")
        process.arguments = ["-dc", "\(shared)/nlp/treebanks/\(treebank).conllu.gz"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self)
    }
}
