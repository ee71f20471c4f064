import ClewKit
import ClewModel

/// A statement as `clew extract` prints it.
struct StatementRecord: Encodable {
    /// One end of a statement.
    struct End: Encodable {
        var text: String
        var start: Int?
        var end: Int?
        var type: String
        var entity: String?
    }

    /// A circumstance.
    struct Circumstance: Encodable {
        var role: String
        var value: String
        var text: String
    }

    let doc: String
    let id: String
    let predicate: String
    let status: String
    let speaker: String?
    let confidence: Double
    let rule: String
    let sentence: String
    let qualifiers: [Circumstance]
    let subject: End
    let object: End

    /// - Parameter offset: where the record's text starts in the article's.
    init(_ statement: Statement, of extraction: Extraction, doc: String, offset: Int) {
        let ends = ArgumentText(extraction: extraction)
        self.doc = doc
        let speakerName = statement.speaker.map(ends.value)
        id = String(
            ContentHash.sha256(fields: [
                doc, ends.value(statement.subject), statement.predicate, ends.value(statement.object),
                statement.status.rawValue, speakerName ?? "", String(statement.evidence.range?.start ?? 0),
            ]).prefix(16))
        predicate = statement.predicate
        status = statement.status.rawValue
        speaker = speakerName
        confidence = (statement.confidence * 10_000).rounded() / 10_000
        rule = statement.evidence.rule
        sentence = statement.evidence.sentence
        qualifiers = statement.qualifiers.map {
            Circumstance(role: $0.role, value: ends.value($0.value), text: $0.value.text)
        }
        subject = ends.end(statement.subject, offset: offset)
        object = ends.end(statement.object, offset: offset)
    }
}

/// Arguments in words.
private struct ArgumentText {
    let extraction: Extraction

    /// The entity's name, or the literal's spelling.
    func value(_ argument: ClewModel.Argument) -> String {
        switch argument.referent {
        case .entity(let index): extraction.entities[index].name
        case .literal(let literal): literal.spelling
        }
    }

    func end(_ argument: ClewModel.Argument, offset: Int) -> StatementRecord.End {
        let type: String
        let entity: String?
        switch argument.referent {
        case .entity(let index):
            type = extraction.entities[index].type.rawValue
            let name = extraction.entities[index].name
            entity = ArgumentTable.isPronoun(name) ? nil : name
        case .literal(let literal):
            entity = nil
            type =
                switch literal {
                case .text: "text"
                case .integer, .decimal: "number"
                case .date: "date"
                case .quantity: "quantity"
                }
        }
        return StatementRecord.End(
            text: argument.text, start: argument.range.map { $0.start - offset },
            end: argument.range.map { $0.end - offset }, type: type, entity: entity)
    }
}
