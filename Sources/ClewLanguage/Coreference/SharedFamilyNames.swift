/// Completes given names that share the family name of the person coordinated with them: in "Mark and David Lehrer"
/// the first is Mark Lehrer.
///
/// Both must be called by common given names, and a given name that some other person of the document bears is left
/// alone: it is likelier that one's short name. O(mentions).
enum SharedFamilyNames {
    /// The candidates of a document with those names completed.
    static func completed(_ mentions: [MentionCandidate], trees: [DependencyIndex]) -> [MentionCandidate] {
        var families: [String: Set<String>] = [:]
        for mention in mentions where mention.nameType == .person && mention.name.words.count > 1 {
            guard let given = mention.name.words.first, let family = mention.name.words.last else { continue }
            families[given, default: []].insert(family)
        }
        var result = mentions
        for (index, mention) in mentions.enumerated() where isGivenNameAlone(mention) {
            let tree = trees[mention.sentence]
            guard let other = bearer(after: index, in: mentions, tree), let family = other.name.words.last,
                families[mention.name.words[0], default: []].subtracting([family]).isEmpty
            else { continue }
            result[index].name.words.append(family)
            result[index].name.surface.append(other.name.surface.last ?? family)
            result[index].familyName = other.name.surface.last
        }
        return result
    }

    private static func isGivenNameAlone(_ mention: MentionCandidate) -> Bool {
        mention.nameType == .person && mention.name.words.count == 1 && mention.words.count == 1
            && GivenNames.gender(of: mention.name.words[0]) != nil
    }

    /// The person with a full name that a given name is coordinated with, nothing but further given names between them.
    private static func bearer(
        after index: Int, in mentions: [MentionCandidate], _ tree: DependencyIndex
    ) -> MentionCandidate? {
        var end = mentions[index].words.upperBound
        for other in mentions[(index + 1)...].prefix(while: { $0.sentence == mentions[index].sentence })
        where other.form == .name {
            let between = end..<max(end, other.words.lowerBound)
            guard other.nameType == .person, !between.isEmpty, other.name.honorifics.isEmpty,
                between.allSatisfy({ ["and", "&", ","].contains(tree.tokens[$0].form.lowercased()) }),
                GivenNames.gender(of: other.name.words[0]) != nil
            else { return nil }
            if other.name.words.count > 1 {
                let isLast = between.contains { tree.tokens[$0].form != "," }
                return isLast && other.name.words.count == 2 ? other : nil
            }
            end = other.words.upperBound
        }
        return nil
    }
}
