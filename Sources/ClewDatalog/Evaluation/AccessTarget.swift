/// How a step reads one of its relations, found out beforehand.
struct AccessTarget {
    let view: RelationView
    /// What the index serves.
    let narrow: Access
    /// What is left to compare row by row.
    var rest: [(column: Int, source: Access.Source)] = []
    /// None where nothing is looked up, or where the relation itself is asked for whole rows.
    var index: RowIndex?
}

// MARK: - Finding relations and indexes

extension PlanExecutor {
    func probeTarget(_ access: Access) -> AccessTarget {
        let view = view(access)
        let (narrow, rest) = view.relation.narrowed(access)
        return AccessTarget(
            view: view, narrow: narrow, rest: rest, index: view.relation.index(on: narrow.keyColumns))
    }

    func indexTarget(_ access: Access) -> AccessTarget {
        let view = view(access)
        return AccessTarget(view: view, narrow: access, index: view.relation.index(on: access.keyColumns))
    }

    func selectTarget(_ access: Access, rowCount: Int) -> AccessTarget {
        let view = view(access)
        guard access.key.count == view.relation.arity, view.relation.canFind(below: view.range.upperBound) else {
            return indexTarget(access)
        }
        view.relation.prepareToFind(makesFilter: rowCount == Batch.capacity)
        return AccessTarget(view: view, narrow: access)
    }

    /// The rows that the first step goes through, if several executors may each go through some of them: if the plan
    /// does nothing but read relations.
    var divisibleRange: Range<Int>? {
        guard case .scan(let first)? = plan.steps.first?.kind, first.key.isEmpty else { return nil }
        for step in plan.steps {
            switch step.kind {
            case .scan(let access): if !access.key.isEmpty { return nil }
            case .probe, .intersect, .check: continue
            default: return nil
            }
        }
        return view(first).range
    }

    /// Finds out, and makes, all that the steps will read, so that copies of this executor change nothing that they
    /// share. Holds as long as no relation but `growing` gets rows.
    func freeze(whileGrowing growing: Relation) {
        func target(_ access: Access) -> AccessTarget {
            // What a growing relation knows of whole rows goes beyond what the step may see.
            view(access).relation === growing
                ? indexTarget(access) : selectTarget(access, rowCount: Batch.capacity)
        }
        frozen = plan.steps.map { step in
            switch step.kind {
            case .scan(let access): [AccessTarget(view: view(access), narrow: access)]
            case .probe(let access): [probeTarget(access)]
            case .intersect(let accesses):
                accesses.map(indexTarget)
                    + accesses.map { target($0.holding($0.outputs[0].slot)) }
            case .check(let access, _):
                access.key.isEmpty
                    ? [AccessTarget(view: view(access), narrow: access)]
                    : [target(access)]
            default: []
            }
        }
    }

    /// Forgets what was found out.
    func thaw() { frozen = nil }
}

extension Relation {
    /// The part of an access that an index should serve, and what is left to compare row by row: where one column of
    /// the key leaves only a few rows, an index on it alone is smaller, sooner made, and useful to more queries.
    func narrowed(_ access: Access) -> (Access, rest: [(column: Int, source: Access.Source)]) {
        if access.key.count < 2 || hasIndex(on: access.keyColumns) { return (access, []) }
        let sizes = access.key.map { statistics(of: $0.column).rowsPerOccurrence }
        guard let place = sizes.indices.min(by: { sizes[$0] < sizes[$1] }), sizes[place] <= 32 else {
            return (access, [])
        }
        var narrow = access
        narrow.key = [access.key[place]]
        var rest = access.key
        rest.remove(at: place)
        return (narrow, rest)
    }
}
