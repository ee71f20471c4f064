import ClewModel
import Foundation

/// The frame of the page around a graph's data.
enum ViewPage {
    /// Everything up to the body. The policy names the script by its hash: no other script runs, and nothing is fetched.
    static func head(title: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '\(scriptHash)'; \
        style-src '\(hash(of: style))'; img-src blob: data:; base-uri 'none'; form-action 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <title>\(escaped(title))</title>
        <style>\(style)</style>
        </head>

        """
    }

    static func body(title: String, note: String) -> String {
        """
        <body>
        <header>
        <h1>\(escaped(title))</h1>
        <p id="count">\(escaped(note))</p>
        <div id="controls" hidden>
        <input id="search" type="search" placeholder="Search names" list="names" aria-label="Search names" autocomplete="off">
        <datalist id="names"></datalist>
        <span><button id="fit" type="button">Fit</button>
        <button id="svg" type="button" title="Save the picture as SVG">SVG</button>
        <button id="png" type="button" title="Save the picture as PNG">PNG</button></span>
        <details id="filters" open><summary>Filters</summary><div>
        <fieldset id="statuses"><legend>Show</legend></fieldset>
        <label>Type <select id="type"><option value="">all</option></select></label>
        <label>Relation <select id="relation"><option value="">all</option></select></label>
        <label>Source <select id="source"><option value="">all</option></select></label>
        <label>From <input id="from" type="date"></label>
        <label>to <input id="to" type="date"></label>
        </div></details>
        </div>
        </header>
        <main hidden id="main">
        <canvas id="canvas" tabindex="0" role="img" aria-label="Graph of entities and what articles say of them"></canvas>
        <aside id="panel" aria-live="polite"></aside>
        </main>

        """
    }

    /// Text as markup shows it; safe in elements and in quoted attributes.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\0": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    static let scriptHash = hash(of: script)

    /// As a content security policy names an inline script or style: SHA-256 in base 64.
    private static func hash(of text: String) -> String {
        let digits = Array(ContentHash.sha256(text.utf8).utf8)
        let bytes = stride(from: 0, to: digits.count, by: 2).map { place in
            UInt8(String(decoding: digits[place..<place + 2], as: UTF8.self), radix: 16) ?? 0
        }
        return "sha256-" + Data(bytes).base64EncodedString()
    }
}
