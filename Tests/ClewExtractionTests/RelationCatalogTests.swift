import ClewExtraction
import Testing

@Suite struct RelationCatalogTests {
    @Test func shippedRowsAreSound() {
        #expect(RelationCatalog.shipped.diagnostics.isEmpty)
        for name in RelationCatalog.shipped.names {
            let inverse = RelationCatalog.shipped.relations[name]?.inverse
            #expect(inverse == nil || RelationCatalog.shipped.relations[inverse ?? ""] != nil, "inverse of \(name)")
        }
    }

    @Test(arguments: [
        "partners", "competes_with", "invested_in", "acquired", "merged_with", "owns", "subsidiary_of", "founded",
        "founded_on", "ceo_of", "leads", "works_for", "member_of", "spokesperson_for", "appointed", "resigned_from",
        "born_in", "born_on", "died_in", "died_on", "lives_in", "nationality", "educated_at", "spouse", "child_of",
        "sibling", "political_affiliation", "located_in", "headquartered_in", "released", "announced", "developed",
        "produces", "uses", "supplies", "sold_to", "funded", "donated_to", "signed", "sued", "accused", "investigated",
        "fined", "banned", "sanctioned", "arrested", "charged", "convicted", "killed", "injured", "attacked", "met",
        "visited", "elected", "won", "lost_to", "warned", "criticized", "praised", "supports", "opposes",
        "collaborates_with", "is_a", "part_of", "has_role",
    ]) func isShipped(name: String) { #expect(RelationCatalog.shipped.relations[name] != nil) }

    @Test func userRowsAdd() {
        let catalog = RelationCatalog(
            adding:
                "relation\tsponsors\tagent\tany\tannounceable\t-\t-\tpays for\nverb\tsponsor\nrole\tsponsor\tO=of,poss\n"
        )
        #expect(catalog.diagnostics.isEmpty)
        #expect(catalog.relations["sponsors"]?.isAnnounceable == true)
        #expect(catalog.triggers(.verb, lemma: "sponsor").map(\.relation) == ["sponsors"])
        #expect(catalog.relations["partners"] != nil)
    }

    @Test func badRowsAreNamed() {
        let text =
            "verb\tlonely\nrelation\tBad Name\tagent\tany\nverb\torphan\nrelation\tok\tplanet\tany\nnonsense\nrelation\tfine\tagent\tany\nverb\tdo\tX=subj\n"
        let catalog = RelationCatalog(adding: text, source: "mine.tsv")
        #expect(catalog.diagnostics.map { $0.place?.line } == [1, 2, 3, 4, 5, 7])
        #expect(
            catalog.diagnostics.allSatisfy {
                $0.code == "extraction.relation-row" && $0.repair != nil && $0.source == "mine.tsv"
            })
        #expect(catalog.triggers(.verb, lemma: "orphan").isEmpty)
        #expect(catalog.relations["fine"] != nil)
    }
}
