/// What the scorer sees of a pair of anaphor and candidate chain, or of the choice of no antecedent. All are binary.
/// Each class of anaphor has a weight of its own for each.
enum AntecedentFeature: Int, CaseIterable, Hashable {
    // No antecedent.
    case none, noneSubject, noneCopula, noneClausalComplement, noneDemonstrative, noneQuoted, noneNotSubject
    case noneWithoutNearCandidate, noneUnknownNoun, noneComplement

    // Distance in sentences, and candidates in between.
    case sameSentence, previousSentence, twoBack, threeBack, farther, cataphoric
    case nearest, second, third, fourthOrFifth, remote

    // What the last mention of the chain is.
    case subject, object, oblique, possessor, attribute, otherRole, predicate, modifier
    case pronoun, samePronoun, name, bareNominal, indefinite, definite, demonstrative, possessed, quantified,
        coordination
    case sameRole, bothSubjects, firstInSentence, sameClause, rootSubject, subjectOfOwnClause, understoodSubject,
        nested, coordinated

    // What the chain is.
    case mentionedTwice, mentionedOften, mentionedMost, named, inFirstSentence
    case person, people, organization, place, thing, event, abstract, unknownNoun
    case numberKnown, numberUnknownName, genderKnown, singular, plural, collective

    // Context.
    case speakerOfSpeechVerb, speechSubjectNotSomeone, quotedInside, quotedOutside, sameBlock

    // Pairs of the above that say more together.
    case possessiveOfSubject, possessiveSameClause, possessiveNearest, subjectOfPreviousRoot, subjectOfSameRoot
    case complementOfSpeaker, mainTopic, namedSubject, organizationSubject
    case namedOrganization, organizationWithoutPlural, nearOrganizationWithoutPlural

    // What the candidates are beside each other.
    case soleRecent, overtaken, overtakenTopic, overtakenByName, speakerAgain

    // Only nominals.
    case sameHead, sameHeadSameModifiers, newModifiers, missingModifiers, clashingModifiers, describedBy, nounInName
    case genericNoun, genericOnlyOne, genericOvertaken
}

/// The classes of anaphors that are weighed apart.
enum AnaphorClass: Int, CaseIterable, Hashable {
    case heOrShe, it, they, definiteNominal

    /// The class of a mention, if it is one that the scorer resolves.
    init?(_ mention: MentionCandidate) {
        switch (mention.form, mention.lemma) {
        case (.pronoun, "he"), (.pronoun, "she"): self = .heOrShe
        case (.pronoun, "it"): self = .it
        case (.pronoun, "they"): self = .they
        case (.nominal, _) where mention.determination == .definite || mention.determination == .demonstrative:
            self = .definiteNominal
        default: return nil
        }
    }
}
