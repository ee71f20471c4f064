/// Disjoint sets of `0..<count`, joined by the smaller root so that the result does not depend on the order of unions.
/// Near-constant time per operation (path halving).
struct UnionFind {
    private var parents: [Int]

    init(count: Int) { parents = Array(0..<count) }

    mutating func root(of member: Int) -> Int {
        var member = member
        while parents[member] != member {
            parents[member] = parents[parents[member]]
            member = parents[member]
        }
        return member
    }

    /// The root of a member's set, without shortening the way to it. O(log n).
    func findRoot(of member: Int) -> Int {
        var member = member
        while parents[member] != member { member = parents[member] }
        return member
    }

    /// Joins two sets and returns the root that stays and the one that goes; none where they were one already.
    mutating func union(_ left: Int, _ right: Int) -> (kept: Int, gone: Int)? {
        let (left, right) = (root(of: left), root(of: right))
        guard left != right else { return nil }
        parents[max(left, right)] = min(left, right)
        return (min(left, right), max(left, right))
    }
}
