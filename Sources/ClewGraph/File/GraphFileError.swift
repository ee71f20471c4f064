/// Why a graph file cannot be used as asked.
public enum GraphFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no file at the path, or no folder for a new one.
    case missing(path: String)
    /// The file is something else than a graph of Clew.
    case notAGraph(path: String)
    /// A later version of Clew wrote the file.
    case tooNew(path: String)
    /// The file cannot be read or written.
    case noAccess(path: String, reason: String)
    /// Another process was writing for longer than the time waited.
    case busy(path: String)
    /// The disk is full.
    case full(path: String)
    /// The file is damaged.
    case damaged(path: String, reason: String)
    /// No source is known by the name.
    case unknownSource(String)
    /// No entity is called so; names that look alike.
    case unknownEntity(String, similar: [String])
    /// Several entities are called so; their canonical names.
    case ambiguousEntity(String, candidates: [String])
    /// The entity has one name in one source: there is nothing to take apart.
    case nothingToSplit(String)
    /// Both names mean one entity already.
    case sameEntity(String)

    /// What happened, in one sentence.
    public var description: String {
        switch self {
        case .missing(let path): "there is no graph at \(path)"
        case .notAGraph(let path): "\(path) is not a graph of Clew"
        case .tooNew(let path): "\(path) was written by a later version of Clew"
        case .noAccess(let path, let reason): "\(path) cannot be opened: \(reason)"
        case .busy(let path): "another process is writing to \(path)"
        case .full(let path): "the disk of \(path) is full"
        case .damaged(let path, let reason): "\(path) is damaged: \(reason)"
        case .unknownSource(let name): "no source is known as \(name)"
        case .unknownEntity(let name, _): "no entity is called \(name)"
        case .ambiguousEntity(let name, let candidates): "\(name) may mean \(candidates.joined(separator: ", "))"
        case .nothingToSplit(let name): "\(name) has one name in one source"
        case .sameEntity(let name): "both names mean \(name)"
        }
    }

    /// What to do about it, in one sentence.
    public var repair: String? {
        switch self {
        case .missing: "make one with clew ingest, or name another file with --graph"
        case .notAGraph: "name another file with --graph"
        case .tooNew: "use the version of Clew that wrote it, or a later one"
        case .noAccess: nil
        case .busy: "try again when the other process is done"
        case .full: "free some space; nothing that was reported as done is lost"
        case .damaged: "restore a copy, or ingest the articles again into a new file"
        case .unknownSource: "clew list sources shows them"
        case .unknownEntity(_, let similar):
            similar.isEmpty ? "clew list entities shows them" : "did you mean \(similar.joined(separator: ", "))?"
        case .ambiguousEntity: "use one of these names"
        case .nothingToSplit, .sameEntity: nil
        }
    }
}
