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
        try xml.element(
            "y:Geometry",
            [
                "x": GraphLayout.Point.spelling(point.x * 2 - width / 2),
                "y": GraphLayout.Point.spelling(point.y * 2 - 15),
                "width": GraphLayout.Point.spelling(width), "height": "30.0",
            ])
        try xml.element("y:Fill", ["color": NodeColor.of(type).hexadecimal, "transparent": "false"])
        try xml.element("y:NodeLabel", text: label)
        try xml.element("y:Shape", ["type": type == "person" ? "ellipse" : "roundrectangle"])
        try xml.end()
        try xml.end()
    }

    func writeLine(label: String, isFact: Bool, to xml: XMLStream) throws {
        try xml.start("data")
        try xml.attribute("key", GraphMLWriter.edgeGraphics)
        try xml.start("y:PolyLineEdge")
        try xml.element("y:LineStyle", ["color": "#555555", "type": isFact ? "line" : "dashed", "width": "1.0"])
        try xml.element("y:Arrows", ["source": "none", "target": "standard"])
        try xml.element("y:EdgeLabel", text: label)
        try xml.end()
        try xml.end()
    }
}
