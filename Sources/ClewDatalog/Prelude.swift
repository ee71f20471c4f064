import ClewModel

/// The rules that ship with the tool, over `triple(subject, predicate, object)`. They stand behind a program's own: a
/// relation of the graph or a program with the same name takes the place of the prelude's.
public enum Prelude {
    /// The rules as they would be written in a file.
    public static let text = """
        % Linked by a fact, whatever it says, in either direction.
        neighbour(?x, ?y) :- triple(?x, _, ?y).
        neighbour(?x, ?y) :- triple(?y, _, ?x).

        % Linked by facts followed from subject to object, over any number of them.
        path(?x, ?y) :- triple(?x, _, ?y).
        path(?x, ?z) :- path(?x, ?y), triple(?y, _, ?z).

        % Linked by facts in any direction, over any number of them.
        connected(?x, ?y) :- neighbour(?x, ?y).
        connected(?x, ?z) :- connected(?x, ?y), neighbour(?y, ?z).

        % The number of facts that name it.
        degree(?x, count()) :- neighbour(?x, _).

        % Both stand in the same relation to a third.
        shared(?x, ?y, ?p, ?z) :- triple(?x, ?p, ?z), triple(?y, ?p, ?z), ?x != ?y.

        """

    /// The rules, read once.
    public static let program = ParsedProgram(parsing: text, name: "prelude")
}
