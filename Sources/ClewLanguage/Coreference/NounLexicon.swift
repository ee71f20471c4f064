/// What common nouns speak of. The lists are short on purpose: the nouns of news that people, bodies, places, works and
/// events are taken up by. A noun that is in no list is not thereby abstract; it is unknown, and agrees with any kind
/// but a person.
enum NounLexicon {
    /// The kinds of a noun by its lemma in lower case; none where the lists do not know it. O(1).
    static func kinds(of lemma: String) -> ReferentKinds? {
        if let known = table[lemma] { return known }
        if let hyphen = lemma.lastIndex(of: "-"), let known = table[String(lemma[lemma.index(after: hyphen)...])] {
            return known
        }
        // "drugmaker", "carmaker"; people who make something are in the table.
        if lemma.count > 7, lemma.hasSuffix("maker") { return .organization }
        for suffix in personSuffixes where lemma.count > suffix.count + 2 && lemma.hasSuffix(suffix) { return .person }
        return nil
    }

    /// The gender that a noun fixes: `spokeswoman`, `king`.
    static func gender(of lemma: String) -> Gender? {
        if masculine.contains(lemma) { return .masculine }
        if feminine.contains(lemma) { return .feminine }
        if lemma.hasSuffix("woman") { return .feminine }
        return nil
    }

    /// Nouns that take up a name by its type alone: "the company" for any organisation that trades.
    static let generic: Set<String> = split(
        """
        company firm startup start-up corporation business organization organisation group agency giant maker man woman
        country nation state city town village island region province product model app device system book film movie
        novel song album game festival tournament war conflict software platform tool service website phone
        smartphone car vehicle drug vaccine university school bank newspaper magazine party team club league airline retailer
        manufacturer developer publisher operator carrier lender chipmaker automaker museum hospital hotel charity
        foundation institute
        """)

    /// Whether a noun takes up a named thing of these kinds by its type alone. A museum may be told as a place, but not
    /// every place is one.
    static func isGeneric(_ noun: String, for named: ReferentKinds) -> Bool {
        guard generic.contains(noun), let kinds = kinds(of: noun) else { return false }
        return !(institutions.contains(noun) ? kinds.intersection(.organization) : kinds).isDisjoint(with: named)
    }

    private static let institutions: Set<String> = ["museum", "hospital", "hotel"]

    /// Nouns of bodies that one may call "they" in the singular.
    static let collective: Set<String> = split(
        """
        team group company firm staff family police government committee council board band party crew audience crowd couple
        army public jury club startup start-up agency department ministry organization organisation press bank school
        """)

    /// Verbs of speech and thought: their subject is someone.
    static let speechVerbs: Set<String> = split(
        """
        say tell add note announce state claim argue explain warn report write ask reply respond insist admit confirm deny
        declare suggest believe think know want hope expect plan decide agree promise vow urge call describe stress
        acknowledge estimate predict comment remark allege assert recall mention
        """)

    /// Nouns for what happened or was done, as one takes it up with "it was a …".
    static let happenings: Set<String> = split(
        """
        episode moment decision move step blow mistake victory setback reminder gamble relief coincidence shock surprise
        question matter pity shame achievement feat gesture admission turnaround triumph breakthrough defeat miracle
        misunderstanding compromise gaffe blunder night day evening year start
        """)

    /// Verbs whose subject decides or pays.
    static let agentVerbs: Set<String> = split(
        """
        announce employ hire recruit demand sue acquire buy plan apologise apologize agree refuse decline promise insist
        appoint
        """)

    /// Nouns for who leads or speaks for a body.
    static let offices: Set<String> = split(
        """
        president chairman chairwoman chair chief founder co-founder director leader spokesman spokeswoman spokesperson
        secretary treasurer owner boss shareholder employee staff
        """)

    /// What a body has or does, and what decides and pays nothing itself.
    static let abstractions: Set<String> = split(
        """
        income revenue turnover profit loss cost price number rate demand supply result decision plan offer bid figure
        share sale budget debt rise fall increase decrease growth decline trade production output policy strategy
        """)

    /// Stretches of time.
    static let spans: Set<String> = split(
        """
        year month week day hour minute decade century winter summer autumn night morning afternoon evening weekend
        season
        """)

    /// Parts of the body, and what people have as closely: whose they are, the subject of the verb tells.
    static let bodyParts: Set<String> = split(
        """
        head hand eye shoulder arm leg knee face hair lip mouth nose ear foot neck fist finger thumb elbow ankle wrist throat
        breath temper mind tongue heart hip chest cheek brow eyebrow balance footing sight voice hearing
        """)

    private static let table: [String: ReferentKinds] = {
        var table: [String: ReferentKinds] = [:]
        for (kinds, words) in [
            (ReferentKinds.person, person), (.people, people), (.organization, organization), (.place, place),
            (.thing, thing), (.event, event),
        ] {
            for word in split(words) { table[word, default: []].formUnion(kinds) }
        }
        return table
    }()

    private static func split(_ words: String) -> Set<String> {
        Set(words.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    private static let personSuffixes = [
        "man", "woman", "person", "ologist", "onomist", "ographer", "ician", "ivist", "yist", "alist",
    ]

    private static let masculine: Set<String> = split(
        """
        man boy father son brother husband king prince uncle nephew grandfather grandson actor gentleman guy lord duke
        businessman spokesman chairman congressman policeman salesman statesman fireman dad stepfather boyfriend
        widower monk priest emperor groom bishop cardinal pope imam sultan
        """)
    private static let feminine: Set<String> = split(
        """
        woman girl mother daughter sister wife queen princess aunt niece grandmother granddaughter actress lady duchess
        waitress mom stepmother girlfriend widow nun empress bride heroine hostess mistress goddess
        """)

    private static let person = """
        man woman boy girl child kid baby person individual adult teenager teen father mother dad mom parent son daughter
        brother sister husband wife uncle aunt nephew niece cousin grandfather grandmother grandson friend neighbor neighbour
        king queen prince princess president chancellor minister premier senator congressman congresswoman representative
        lawmaker legislator politician governor mayor ambassador diplomat envoy secretary spokesman spokeswoman
        spokesperson official officer officer chief chairman chairwoman chairperson chair director executive ceo cfo coo cto
        manager boss founder co-founder cofounder owner president-elect leader head member deputy adviser advisor aide
        assistant analyst expert researcher scientist professor lecturer teacher student pupil scholar author writer poet
        novelist journalist reporter editor columnist blogger photographer artist painter sculptor musician singer songwriter
        composer rapper actor actress comedian director filmmaker producer dancer model architect designer engineer developer
        programmer inventor entrepreneur businessman businesswoman investor billionaire millionaire trader banker economist
        lawyer attorney judge justice prosecutor detective policeman sheriff soldier general colonel captain commander
        sergeant admiral veteran doctor physician surgeon nurse patient psychologist therapist biologist chemist physicist
        mathematician historian philosopher linguist priest bishop pope pastor rabbi imam monk nun saint player coach
        athlete striker goalkeeper midfielder defender footballer pitcher quarterback champion winner loser runner-up runner
        driver pilot sailor farmer worker employee employer colleague customer client buyer seller consumer user visitor
        tourist traveler passenger victim survivor suspect defendant plaintiff criminal killer murderer thief prisoner
        inmate hostage activist protester rebel terrorist militant refugee migrant immigrant citizen resident voter
        candidate nominee opponent rival critic supporter follower fan partner boyfriend girlfriend spouse successor
        predecessor heir guest host speaker presenter narrator witness whistleblower hacker guy lady gentleman emperor
        """
    private static let people = """
        people family couple crowd audience population community minority majority public staff crew workforce youth
        folk police tribe nobility elite
        """
    private static let organization = """
        company firm startup start-up corporation business enterprise conglomerate subsidiary affiliate giant group
        organization organisation agency authority bureau commission committee council board ministry department
        government administration parliament senate congress assembly cabinet court tribunal party union alliance
        coalition federation association league club team side squad band orchestra choir army navy force military police
        bank lender insurer fund foundation charity institute institution university college school academy museum church
        hospital newspaper magazine publisher publication broadcaster network channel station studio label retailer
        manufacturer maker chipmaker automaker carmaker supplier vendor provider operator carrier airline developer rival
        competitor investor owner brand bookmaker watchdog regulator nonprofit think-tank bloc militia gang cartel
        consortium venture laboratory lab employer contractor shareholder brewery
        """
    private static let place = """
        country nation state province county district region area territory city town village capital metropolis suburb
        neighborhood neighbourhood island peninsula continent kingdom republic river lake sea ocean mountain valley desert
        forest park street road square building tower bridge airport station port harbor harbour stadium hotel museum
        restaurant church cathedral temple mosque castle palace school hospital university prison border coast beach bay
        site place location venue
        """
    private static let thing = """
        product model app application software program system platform tool service website site device gadget phone
        smartphone tablet laptop computer chip processor camera car vehicle truck plane aircraft helicopter ship boat
        vessel train rocket satellite spacecraft missile bomb weapon gun drug vaccine medicine treatment machine robot
        chatbot assistant engine battery console telescope book novel film movie song album single poem play opera painting series
        show episode game report paper study article document letter statement law bill treaty agreement deal contract
        constitution statue sculpture sign dress bag toy ball card medal award prize trophy
        """
    private static let event = """
        event war battle conflict attack election referendum festival tournament championship competition contest cup
        match race final ceremony conference summit meeting convention exhibition fair concert tour revolution protest
        strike riot crisis earthquake hurricane storm flood fire explosion accident crash incident disaster pandemic
        outbreak trial scandal wedding funeral olympics season launch merger acquisition takeover
        """
}
