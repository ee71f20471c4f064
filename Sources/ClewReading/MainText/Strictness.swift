/// Which heuristics one attempt at the main text uses. An attempt that finds too little is followed by a laxer one.
struct Strictness: Equatable {
    /// Leave out what is named like a sidebar or a menu.
    var prunesUnlikely = true
    /// Let class names count in scores.
    var weighsNames = true
    /// Leave out lists, tables and divisions that look like furniture.
    var cleansConditionally = true

    /// From strict to lax.
    static let attempts = [
        Strictness(),
        Strictness(prunesUnlikely: false),
        Strictness(prunesUnlikely: false, weighsNames: false),
        Strictness(prunesUnlikely: false, weighsNames: false, cleansConditionally: false),
    ]
}
