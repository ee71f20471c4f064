import ClewModel

/// Whether a text is English, which is what the language core reads. Any other language would give a parse all the
/// same, and statements that mean nothing.
///
/// A third to a half of the words of English prose are function words; of headlines and tables, a tenth. The list has
/// only words that are frequent in English and rare in the languages that share its script. A short text is foreign
/// where the function words of other languages, or the letters of other scripts, outweigh those of English.
package enum EnglishCheck {
    /// Texts of fewer words are taken for English unless they show another language: a title or a caption tells too
    /// little.
    private static let wordsMin = 60
    /// The fewest function words of other languages by which a text shows one.
    private static let othersMin = 4
    /// The share of function words below which a text is not English, in percent.
    private static let percentMin = 8

    private static let functionWords: Set<String> = [
        "the", "of", "and", "to", "is", "that", "was", "for", "with", "it", "as", "at", "by", "from", "are", "be",
        "this", "have", "has", "had", "not", "but", "they", "his", "her", "their", "its", "which", "who", "were", "or",
        "been", "will", "would", "said", "he", "she", "we", "you", "there", "than", "when", "what", "if", "about",
    ]

    /// Function words of other languages in the same script, without those that are English words too ("die", "pour").
    private static let otherWords: Set<String> = [
        "le", "les", "des", "du", "une", "et", "dans", "que", "qui", "avec", "sur", "nous", "der", "das", "und", "ist",
        "nicht", "ein", "eine", "dem", "mit", "von", "auf", "auch", "sich", "el", "los", "las", "una", "por", "para",
        "del", "como", "pero", "il", "di", "che", "della", "sono", "não", "uma", "os", "dos", "het", "een", "niet",
        "voor", "och", "att", "det", "som", "är", "og", "nie", "się", "jest", "bir",
    ]

    /// Whether hardly a word of the sentences is a function word of English, or more are of other languages, or most
    /// letters are of another script. O(characters).
    package static func isForeign(_ sentences: [Sentence]) -> Bool {
        var words = 0
        var found = 0
        var others = 0
        var letters = (latin: 0, other: 0)
        for token in sentences.lazy.flatMap(\.tokens) {
            var isWord = false
            for scalar in token.form.unicodeScalars where scalar.properties.isAlphabetic {
                isWord = true
                if scalar.value < 0x0250 { letters.latin += 1 } else { letters.other += 1 }
            }
            guard isWord else { continue }
            words += 1
            guard token.form.utf8.count <= 5 else { continue }
            let form = token.form.lowercased()
            if functionWords.contains(form) { found += 1 } else if otherWords.contains(form) { others += 1 }
        }
        if letters.other > letters.latin { return true }
        if others >= othersMin, others > found { return true }
        return words >= wordsMin && found * 100 < words * percentMin
    }

    /// Says so of an article.
    package static func diagnostic(_ article: Article) -> Diagnostic {
        Diagnostic(
            code: "language.not-english", severity: .warning,
            message: "the text does not look like English; no statements were read", source: article.origin,
            repair: "translate it, or leave it out: Clew reads English")
    }
}
