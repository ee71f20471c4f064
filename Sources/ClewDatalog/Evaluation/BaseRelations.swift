import ClewModel

/// The source's relations with the indexes that queries have needed so far, kept from one query to the next.
final class BaseRelations {
    let source: any RelationSource
    private let optimizations: Optimizations
    private var relations: [String: Relation?] = [:]

    init(source: any RelationSource, optimizations: Optimizations) {
        self.source = source
        self.optimizations = optimizations
    }

    /// A relation of the source; none where it has none of the name.
    func relation(_ name: String) -> Relation? {
        if let known = relations[name] { return known }
        // Those of a folder are kept as an evaluation reads them.
        let known = (source as? FactFolder).map { $0.storedColumns(of: name) }
        let made = (known ?? source.columns(of: name)?.map(Column.init)).map { columns in
            Relation(
                name: name, columns: columns, count: columns.first?.count ?? rowCount(name),
                optimizations: optimizations)
        }
        relations[name] = .some(made)
        return made
    }

    /// The rows of a relation without columns: one or none.
    private func rowCount(_ name: String) -> Int { source.schemas.first { $0.name == name }?.rowCount ?? 0 }
}

extension Relation {
    /// Takes in all rows of a relation whose rows are each there once.
    func append(_ other: Relation) {
        if other.count == 0 { return }
        for start in stride(from: 0, to: other.count, by: Batch.capacity) {
            let size = min(Batch.capacity, other.count - start)
            if arity == 0 {
                _ = insert([])
                return
            }
            let batch = other.columns.flatMap { column in
                column.withUnsafeBufferPointer { Array($0[start..<(start + size)]) }
            }
            batch.withUnsafeBufferPointer { batch in
                if let first = batch.baseAddress { _ = insert(first, stride: size, rowCount: size) }
            }
        }
    }
}
