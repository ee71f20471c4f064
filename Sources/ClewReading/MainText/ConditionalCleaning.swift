/// Takes out of the article what looks like furniture rather than text: lists of links, tables of pictures, divisions
/// of a few linked words, forms. After Readability's rules, innermost first.
struct ConditionalCleaning {
    let page: PageAnalysis
    let weighsNames: Bool
    let deadline: Deadline

    /// So much text to a picture makes instructions or captions worth reading, whatever elements they stand in.
    private static let charactersPerImage: Int32 = 40
    private static let manyCommas: Int32 = 10

    /// Removes from `parts` and what is below them.
    func clean(_ parts: [Int], _ measures: inout SubtreeMeasures) {
        for elements: Set<ElementName> in [
            [.form], [.fieldset], [.table], [.td], [.ul, .ol], [.div, .section, .article],
        ] {
            if deadline.isPast { return }
            for part in parts.reversed() {
                let end = Int(page.tree.nodes[part].end)
                for node in stride(from: end - 1, through: part, by: -1) where !measures.isRemoved[node] {
                    guard let element = page.tree.nodes[node].element, elements.contains(element) else { continue }
                    if element != .section && element != .article || node != part, isFurniture(node, element, measures)
                    {
                        measures.remove(node)
                    }
                }
            }
        }
    }

    private func isFurniture(_ node: Int, _ element: ElementName, _ measures: SubtreeMeasures) -> Bool {
        if element == .table, page.isDataTable[node] { return false }
        if page.isKeptWhole[node] { return false }
        let sum = measures.sums[node]
        // A cell of a layout is furniture where it is a menu, and else is left to what stands in it.
        if element == .td { return sum.commas < ConditionalCleaning.manyCommas && measures.linkDensity(node) > 0.5 }
        if sum.dataTables > 0 { return false }
        let weight = weighsNames ? page.weight(of: node) : 0
        if weight < 0 { return true }
        guard sum.commas < ConditionalCleaning.manyCommas else { return false }
        let isList =
            element == .ul || element == .ol
            || (sum.characters > 0 && Double(sum.itemCharacters) / Double(sum.characters) > 0.9)
        if shouldRemove(node, sum, weight: weight, isList: isList, measures) {
            return !(isList && isListOfPictures(node, sum, measures))
        }
        return false
    }

    private func shouldRemove(
        _ node: Int, _ sum: SubtreeMeasures.Sum, weight: Int, isList: Bool, _ measures: SubtreeMeasures
    ) -> Bool {
        let isInFigure = page.ancestor(of: node, levelsMax: 3, where: { page.tree.isElement($0, .figure) }) != nil
        let density = measures.linkDensity(node)
        let items = sum.items - 100
        let isTold = sum.characters > ConditionalCleaning.charactersPerImage * sum.images && density < 0.2
        if !isInFigure, !isTold, sum.images > 1, Double(sum.paragraphs) / Double(sum.images) < 0.5 { return true }
        if !isList, items > sum.paragraphs { return true }
        if Double(sum.inputs) > (Double(sum.paragraphs) / 3).rounded(.down) { return true }
        let headings = sum.characters > 0 ? Double(sum.headingCharacters) / Double(sum.characters) : 0
        if !isList, !isInFigure, headings < 0.9, sum.characters < 25, sum.images == 0 || sum.images > 2, density > 0 {
            return true
        }
        if !isList, weight < 25, density > 0.2 { return true }
        if weight >= 25, density > 0.5 { return true }
        if (sum.embeds == 1 && sum.characters < 75) || sum.embeds > 1 { return true }
        return sum.images == 0 && sum.blockCharacters == 0
    }

    /// A gallery: each item one picture.
    private func isListOfPictures(_ node: Int, _ sum: SubtreeMeasures.Sum, _ measures: SubtreeMeasures) -> Bool {
        for child in page.tree.children(of: node) where page.tree.nodes[child].element != nil {
            let elements = page.tree.children(of: child).filter { page.tree.nodes[$0].element != nil }
            if elements.count > 1 { return false }
        }
        return sum.images == sum.items && sum.images > 0
    }
}
