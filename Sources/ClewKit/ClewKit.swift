// The one library that other packages import: `import ClewKit` brings all stages with it.
//
// Begin with ``KnowledgeBase`` (a graph file and what can be done with it) or ``ArticlePipeline`` (statements without
// a graph).

@_exported import ClewDatalog
@_exported import ClewExport
@_exported import ClewExtraction
@_exported import ClewGraph
@_exported import ClewLanguage
@_exported import ClewModel
@_exported import ClewReading
