/// What yEd needs to show a graph without its Properties Mapper: shapes with labels and positions, lines with labels.
extension GraphMLWriter {
    private static let nodeGraphics = "d100"
    private static let edgeGraphics = "d101"

    func writeGraphicsKeys(to xml: XMLStream) throws {
        for (id, scope, type) in [
            (GraphMLWriter.nodeGraphics, "node", "nodegraphics"), (GraphMLWriter.edgeGraphics, "edge", "edgegraphics"),
        ] {
            try xml.start("key")
            try xml.attribute("id", id)
            try xml.attribute("for", scope)
            try xml.attribute("yfiles.type", type)
            try xml.end()
        }
    }

    func writeShape(label: String, type: String, at point: GraphLayout.Point, to xml: XMLStream) throws {
        try xml.start("data")
        try xml.attribute("key", GraphMLWriter.nodeGraphics)
        try xml.start("y:ShapeNode")
        // A letter is about eight units wide in yEd's standard font.
        let width = Double(min(40, max(4, label.count))) * 8
        try element(
            "y:Geometry",
            [
                ("x", GraphLayout.Point.spelling(point.x * 2 - width / 2)),
                ("y", GraphLayout.Point.spelling(point.y * 2 - 15)),
                ("width", GraphLayout.Point.spelling(width)), ("height", "30.0"),
            ], to: xml)
        try element("y:Fill", [("color", GraphMLWriter.color(of: type)), ("transparent", "false")], to: xml)
        try xml.start("y:NodeLabel")
        try xml.text(label)
        try xml.end()
        try element("y:Shape", [("type", type == "person" ? "ellipse" : "roundrectangle")], to: xml)
        try xml.end()
        try xml.end()
    }

    func writeLine(label: String, isFact: Bool, to xml: XMLStream) throws {
        try xml.start("data")
        try xml.attribute("key", GraphMLWriter.edgeGraphics)
        try xml.start("y:PolyLineEdge")
        try element(
            "y:LineStyle",
            [
                ("color", "#555555"), ("type", isFact ? "line" : "dashed"), ("width", "1.0"),
            ], to: xml)
        try element("y:Arrows", [("source", "none"), ("target", "standard")], to: xml)
        try xml.start("y:EdgeLabel")
        try xml.text(label)
        try xml.end()
        try xml.end()
        try xml.end()
    }

    private func element(_ name: String, _ attributes: [(String, String)], to xml: XMLStream) throws {
        try xml.start(name)
        for (attribute, value) in attributes { try xml.attribute(attribute, value) }
        try xml.end()
    }

    private static func color(of type: String) -> String {
        switch type {
        case "person": "#F6C667"
        case "organization": "#9CC5F0"
        case "location": "#A8D8A0"
        case "product", "work": "#D9B8EC"
        case "event": "#F3B0A8"
        default: "#E0E0E0"
        }
    }
}
