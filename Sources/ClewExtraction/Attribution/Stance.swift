import ClewModel

/// How a word commits its speaker to the clause that it governs.
package enum Stance: Sendable {
    /// The governor says nothing about the truth of the clause: its own status holds.
    case plain
    /// Somebody says, finds or knows it: the status stays, the speaker is named.
    case reported
    /// Somebody claims or believes it.
    case alleged
    /// Somebody denies it, or it is what did not happen.
    case denied
    /// It is intended.
    case planned
    /// It is wished, asked for, possible or conditional.
    case hypothetical
    /// It is asked whether.
    case question

    /// The status of a clause on which the stance works.
    package var status: Statement.Status {
        switch self {
        case .plain, .reported: .asserted
        case .alleged: .alleged
        case .denied: .negated
        case .planned: .planned
        case .hypothetical: .hypothetical
        case .question: .question
        }
    }
}

/// The words that take a stance, by what they govern. The lists are closed: a verb that is in none of them and governs a
/// finite clause is taken to report it (with its subject as speaker), one that governs an infinitive to leave it open.
package enum StanceLexicon {
    private static func table(_ rows: [(Stance, String)]) -> [String: Stance] {
        var table: [String: Stance] = [:]
        for (stance, words) in rows { for word in words.split(separator: " ") { table[String(word)] = stance } }
        return table
    }

    /// Verbs and adjectives over a finite clause: "claims that …".
    package static let finite = table([
        (
            .reported,
            """
            say tell add note state announce report write explain tweet post declare comment confirm reveal disclose \
            acknowledge admit concede insist maintain stress emphasise emphasize point warn observe remark recall reply \
            respond answer testify conclude find show indicate demonstrate determine learn discover see know realise \
            realize recognise recognize remember understand prove establish read hear agree inform remind confess \
            describe recount caution advise highlight underline reiterate repeat counter quip joke promise convince \
            notify teach tout boast complain lament regret celebrate welcome accept notice mention clarify
            """
        ),
        (
            .alleged,
            """
            claim allege believe think suspect suggest speculate estimate assume contend assert argue fear worry imagine \
            guess feel consider suppose reckon rumour rumor hint imply accuse predict forecast anticipate project \
            calculate doubt seem appear likely possible probable unlikely confident sure convinced optimistic concerned \
            afraid worried hopeful conceivable plausible unclear opine theorise theorize hypothesise hypothesize posit \
            presume conjecture charge swear look sound perceive bet
            """
        ),
        (.planned, "expect plan intend vow pledge schedule"),
        (.denied, "deny dispute reject refute rebut disprove dismiss false untrue incorrect wrong impossible"),
        (
            .hypothetical,
            """
            hope wish want demand request propose recommend urge order require ask insist_on pray prefer ensure guarantee \
            let mean pretend fantasise fantasize dream important necessary essential vital crucial critical imperative better best desirable preferable
            """
        ),
        (.question, "wonder question inquire enquire ask debate"),
    ])

    /// Verbs, adjectives and participles over an infinitive or a participle: "failed to …", "is believed to …".
    package static let open = table([
        (
            .plain,
            """
            manage begin start continue keep go come get proceed dare help happen remember serve see watch hear make let \
            force compel oblige cause lead enable prompt go_on carry_on end_up wind_up use prove turn_out find spend \
            resume bother love like enjoy tend hasten rush race hurry succeed admit acknowledge confess regret recall \
            report first last only proud glad happy pleased sorry surprised catch convict
            """
        ),
        (
            .alleged,
            """
            seem appear believe think say allege report rumour rumor suspect claim consider suppose assume accuse \
            estimate understand know likely liable bound certain sure look purport presume charge reportedly feel
            """
        ),
        (
            .denied,
            """
            fail refuse decline neglect forget avoid stop cease quit deny refrain miss unable unwilling omit resist \
            abstain unlikely reluctant give_up rule_out stop_short prevent disable bar prohibit forbid ban keep_from block \
            cancel abandon scrap halt dismiss reject
            """
        ),
        (
            .planned,
            """
            plan intend aim expect prepare vow promise pledge agree decide set due schedule poise go slate vote choose \
            opt elect commit resolve ready arrange project predict forecast anticipate swear undertake
            """
        ),
        (
            .hypothetical,
            """
            want hope try seek attempt wish need have offer threaten ask urge order allow permit invite encourage \
            instruct advise request require persuade pressure push lobby struggle work fight able eligible willing keen \
            eager free tempt long yearn consider contemplate mull propose suggest recommend discuss explore weigh \
            train design entitle authorise authorize inspire motivate afford bid compete beg tell call pretend tell
            """
        ),
    ])

    /// Nouns over a clause: "plans to …", "claims that …".
    package static let noun = table([
        (.reported, ReportNoun.factive.joined(separator: " ")),
        (.alleged, ReportNoun.alleged.joined(separator: " ")),
        (
            .planned,
            """
            plan intention deal agreement decision pledge promise vow commitment schedule resolution move step aim goal \
            objective
            """
        ),
        (.denied, "refusal failure inability denial reluctance unwillingness"),
        (.plain, "first last only latest youngest oldest"),
    ])

    /// Adverbs beside a predicate.
    package static let adverbs = table([
        (
            .alleged,
            """
            allegedly reportedly supposedly purportedly apparently presumably perhaps maybe possibly probably likely \
            potentially ostensibly seemingly arguably conceivably reputedly
            """
        ),
        (.denied, "not never n't neither nowhere hardly scarcely barely rarely seldom nor n’t"),
        (.hypothetical, "nearly almost hopefully ideally theoretically hypothetically"),
    ])

    /// Adjectives and participles before a noun for an act: "the planned acquisition".
    package static let adjectives = table([
        (.alleged, "alleged reported rumoured rumored suspected supposed purported apparent"),
        (.planned, "planned proposed upcoming forthcoming future pending impending intended scheduled expected"),
        (.hypothetical, "possible potential would-be hypothetical attempted prospective likely hoped-for tentative"),
        (.denied, "failed abandoned cancelled canceled aborted unsuccessful blocked rejected scrapped fake"),
    ])

    /// Modal verbs.
    package static let modals = table([
        (.alleged, "may might could"),
        (.planned, "will shall wo 'll ’ll gonna"),
        (.hypothetical, "would should must ought can ca 'd ’d"),
    ])

    /// Words that introduce a clause beside the main one.
    package static let markers = table([
        (.hypothetical, "if unless whether in_case provided lest so_that in_order so_as supposing once_if for"),
        (.denied, "without instead_of rather_than instead"),
        (
            .plain,
            """
            because since as while when after before until although though whereas once that by upon on despite from of \
            with in_that now_that given even_though at about against to_the_extent
            """
        ),
    ])
}
