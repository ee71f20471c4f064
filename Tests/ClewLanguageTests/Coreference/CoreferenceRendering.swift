import ClewModel
import Foundation

/// How golden files spell entities and spans.
enum CoreferenceRendering {
    /// `Name [type] kind sentence:words | …`, one line per entity.
    static func lines(_ entities: [DocumentEntity], _ sentences: [Sentence]) -> [String] {
        entities.map { entity in
            let mentions = entity.mentions.map { mention in
                let words = CoreferenceCaseLoader.text(sentences[mention.sentence], mention.words)
                return "\(mention.kind.rawValue) \(mention.sentence):\(words)"
            }
            return "\(entity.name) [\(entity.type.rawValue)] " + mentions.joined(separator: " | ")
        }
    }

    /// `sentence type "words" value`, one line per span; `-` for no value.
    static func lines(_ names: [[NameSpan]], _ sentences: [Sentence]) -> [String] {
        names.enumerated().flatMap { index, spans in
            spans.map { span in
                let words = CoreferenceCaseLoader.text(sentences[index], span.words)
                return "\(index) \(span.type.rawValue) \"\(words)\" \(span.value?.spelling ?? "-")"
            }
        }
    }
}
