/// What sort of organization a name or noun means, so that "the company" does not take up a ministry.
enum OrganizationNames {
    /// Whether a noun for a business stands beside a chain that is a public body by its name or by what it is called, and
    /// that nothing calls a business. O(names and descriptions of the chain).
    static func clash(_ noun: String, _ chain: EntityChains.Chain) -> Bool {
        let nouns = chain.nameHeads.union(chain.descriptions.keys)
        return businesses.contains(noun) && !nouns.isDisjoint(with: bodies) && nouns.isDisjoint(with: businesses)
    }

    private static let businesses: Set<String> = [
        "company", "firm", "startup", "start-up", "corporation", "business", "retailer", "manufacturer", "maker",
        "carmaker", "automaker", "chipmaker", "airline", "carrier", "lender", "drugmaker",
    ]

    /// Words that carry the names of bodies that do not trade.
    private static let bodies: Set<String> = [
        "agency", "ministry", "department", "board", "court", "tribunal", "commission", "council", "committee",
        "parliament", "senate", "congress", "assembly", "government", "administration", "authority", "bureau", "office",
        "police", "army", "navy", "university", "college", "school", "hospital", "party", "union", "association",
        "federation", "league", "church", "chamber", "inspectorate", "directorate", "embassy", "treasury",
    ]
}
