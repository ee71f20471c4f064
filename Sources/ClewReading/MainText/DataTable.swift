/// Tells tables that show data from tables that lay out a page. After the heuristic that Readability and Firefox's
/// accessibility code share: explicit markup first, then the number of rows and columns.
enum DataTable {
    static func isData(_ table: Int, in tree: MarkupTree) -> Bool {
        if tree.attribute(.role, of: table) == "presentation" || tree.attribute(.datatable, of: table) == "0" {
            return false
        }
        if tree.has(.summary, table) { return true }
        var rows = 0
        var columns = 0
        var cells = 0
        for node in tree.descendants(of: table) {
            switch tree.nodes[node].element {
            case .caption: if tree.nodes[node].end > Int32(node + 1) { return true }
            case .col, .colgroup, .tfoot, .thead, .th: return true
            case .table: return false
            case .tr:
                rows += 1
                columns = max(columns, cells)
                cells = 0
            case .td: cells += min(100, max(1, Int(tree.attribute(.colspan, of: node) ?? "1") ?? 1))
            default: break
            }
        }
        columns = max(columns, cells)
        if rows >= 10 || columns > 4 { return true }
        if rows <= 1 || columns <= 1 { return false }
        return rows * columns > 10
    }
}
