@preconcurrency import CLibEdit
import Foundation
@preconcurrency import Glibc

/// Reads lines from a person: history, editing and completion through libedit. There is one at a time, because
/// libedit calls back into plain functions.
@MainActor
final class LineEditor {
    /// What came from the keyboard.
    enum Input {
        case line(String)
        /// Ctrl-C.
        case interrupt
        /// Ctrl-D on an empty line, or the terminal went away.
        case end
    }

    private let editor: OpaquePointer
    private let history: OpaquePointer?
    private let historyPath: String?

    /// None where there is no terminal to edit on.
    init?(historyPath: String?, complete: @escaping @MainActor (String) -> Completion) {
        // libedit reads multi-byte characters by the locale; a C locale would break them apart.
        if setlocale(LC_CTYPE, "") == nil || String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" {
            setlocale(LC_CTYPE, "C.UTF-8")
        }
        guard let editor = clew_el_init() else { return nil }
        self.editor = editor
        self.history = history_init()
        self.historyPath = historyPath
        LineEditorCallbacks.complete = complete
        _ = clew_el_set_signal(editor, 0)
        _ = clew_el_set_editor(editor, "emacs")
        _ = clew_el_set_reader(editor) { _, character in KeyReader.read(into: character) }
        _ = clew_el_set_prompt(editor) { _ in LineEditorCallbacks.prompt }
        _ = clew_el_add_function(editor, "clew-complete", "completes a name") { editor, _ in
            MainActor.assumeIsolated { LineEditorCallbacks.completeLine(editor) }
        }
        _ = clew_el_bind(editor, "^I", "clew-complete")
        _ = clew_el_bind(editor, "^R", "em-inc-search-prev")
        guard let history else { return }
        _ = clew_history_set_size(history, 2_000)
        _ = clew_history_set_unique(history)
        _ = clew_el_set_history(editor, history)
        if let historyPath { _ = clew_history_load(history, historyPath) }
    }

    /// Puts the terminal back and saves the history.
    func close() {
        if let history {
            if let historyPath { _ = clew_history_save(history, historyPath) }
            history_end(history)
        }
        el_end(editor)
    }

    /// Reads one line, without its line feed.
    func read(prompt: String) -> Input {
        LineEditorCallbacks.set(prompt: prompt)
        // libedit shows the prompt first and takes the terminal over afterwards: a Ctrl-D in between would come as a NUL.
        _ = clew_el_prepare_terminal(editor)
        var count: Int32 = 0
        errno = 0
        guard let text = el_gets(editor, &count), count > 0 else {
            if Interrupt.take() {
                el_reset(editor)
                return .interrupt
            }
            return .end
        }
        var line = String(cString: text)
        while line.hasSuffix("\n") || line.hasSuffix("\r") { line.removeLast() }
        return Interrupt.take() ? .interrupt : .line(line)
    }

    /// Remembers a line.
    func remember(_ line: String) {
        if let history, !line.allSatisfy(\.isWhitespace) { _ = clew_history_enter(history, line) }
    }
}

/// What the text before the cursor can go on with.
struct Completion {
    /// How many scalars before the cursor the candidates replace.
    var replacing: Int
    /// The candidates, sorted.
    var candidates: [String]
}

/// Reads a character from the keyboard for libedit, whose own reader goes on reading after Ctrl-C.
private enum KeyReader {
    /// 1 with a character, 0 at the end of the input, -1 after Ctrl-C or an error. Bytes that are no UTF-8 become U+FFFD.
    static func read(into character: UnsafeMutablePointer<wchar_t>?) -> Int32 {
        guard let character else { return -1 }
        var bytes: [UInt8] = []
        while true {
            guard Interrupt.waitForInput(STDIN_FILENO) else { return -1 }
            var byte: UInt8 = 0
            let count = Glibc.read(STDIN_FILENO, &byte, 1)
            if count < 0, errno == EINTR { continue }
            if count < 1 { return Int32(count) }
            bytes.append(byte)
            // A lead byte says how many follow.
            let length = bytes[0] < 0xc0 ? 1 : bytes[0] < 0xe0 ? 2 : bytes[0] < 0xf0 ? 3 : 4
            if bytes.count < length { continue }
            character.pointee = wchar_t(String(decoding: bytes, as: UTF8.self).unicodeScalars.first?.value ?? 0xfffd)
            return 1
        }
    }
}

/// libedit's callbacks have no room for a context, so what they need stands here.
@MainActor
private enum LineEditorCallbacks {
    static var complete: @MainActor (String) -> Completion = { _ in Completion(replacing: 0, candidates: []) }
    // Read by libedit on the main thread only, while `read` runs.
    nonisolated(unsafe) static var prompt: UnsafeMutablePointer<CChar>? = strdup("")

    static func set(prompt text: String) {
        free(prompt)
        prompt = strdup(text)
    }

    /// Completes as far as all candidates agree; where that adds nothing, lists them below the line.
    static func completeLine(_ editor: OpaquePointer?) -> UInt8 {
        guard let editor, let info = el_line(editor)?.pointee, let buffer = info.buffer, let cursor = info.cursor
        else { return UInt8(CC_ERROR) }
        let bytes = UnsafeRawBufferPointer(start: buffer, count: cursor - buffer)
        let completion = complete(String(decoding: bytes, as: UTF8.self))
        guard let first = completion.candidates.first else { return UInt8(CC_REFRESH_BEEP) }
        let common = completion.candidates.dropFirst().reduce(first) { $0.commonPrefix(with: $1, options: []) }
        let before = String(decoding: bytes, as: UTF8.self)
        let typed = String(String.UnicodeScalarView(before.unicodeScalars.suffix(completion.replacing)))
        if completion.candidates.count == 1 || common != typed, common.unicodeScalars.count >= completion.replacing {
            if completion.replacing > 0 { el_deletestr(editor, Int32(completion.replacing)) }
            el_insertstr(editor, common)
            return UInt8(CC_REFRESH)
        }
        var list = "\n"
        for candidate in completion.candidates.prefix(40) { list += "  " + TerminalText.sanitized(candidate) + "\n" }
        if completion.candidates.count > 40 { list += "  … \(completion.candidates.count - 40) more\n" }
        StandardOutput.write(list)
        StandardOutput.flush()
        return UInt8(CC_REDISPLAY)
    }
}
