import ClewModel

/// Whether a text is English, which is what the language core reads. Any other language would give a parse all the
/// same, and statements that mean nothing.
///
/// A third to a half of the words of English prose are function words; of headlines and tables, a tenth. The list has
/// only words that are frequent in English and rare in the languages that share its script.
package enum EnglishCheck {
    /// Texts of fewer words are taken for English: a title or a caption tells too little.
    private static let wordsMin = 60
    /// The share of function words below which a text is not English, in percent.
    private static let percentMin = 8

    private static let functionWords: Set<String> = [
        "the", "of", "and", "to", "is", "that", "was", "for", "with", "it", "as", "at", "by", "from", "are", "be",
        "this", "have", "has", "had", "not", "but", "they", "his", "her", "their", "its", "which", "who", "were", "or",
        "been", "will", "would", "said", "he", "she", "we", "you", "there", "than", "when", "what", "if", "about",
    ]

    /// Whether hardly a word of the sentences is a function word of English. O(words).
    package static func isForeign(_ sentences: [Sentence]) -> Bool {
        var words = 0
        var found = 0
        for token in sentences.lazy.flatMap(\.tokens)
        where token.form.unicodeScalars.contains(where: \.properties.isAlphabetic) {
            words += 1
            if token.form.utf8.count <= 5, functionWords.contains(token.form.lowercased()) { found += 1 }
        }
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
