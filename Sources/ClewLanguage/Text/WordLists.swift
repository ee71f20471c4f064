/// Closed classes of written English that decide where a token ends. All keys are in lower case with `'` for every
/// apostrophe.
enum WordLists {
    /// When an abbreviation keeps its full stop.
    enum Abbreviation {
        /// Wherever it stands.
        case always
        /// With a capital letter: `Co.`
        case capitalised
        /// Before a number: `No. 5`; else it is a word.
        case beforeNumber
        /// Where no capital letter follows: `etc. and`; before one the full stop ends the sentence.
        case withinSentence
        /// A month or day, capitalised: `Sat. 5 May`.
        case calendar
        /// A state, capitalised and after a comma: `Salem, Ore.`
        case afterComma
    }

    static let abbreviations: [String: Abbreviation] = table([
        (
            .always,
            """
            mr mrs ms dr prof st vs sr jr messrs mme mlle gov sen rev hon capt cmdr lt sgt maj gen brig adm ft approx \
            dept attn assn bros blvd viz cf al arrv univ govt esq ibid
            """
        ),
        (
            .capitalised,
            """
            inc corp ltd co col pres supt rep reps mt pvt cpl ave hwy rte jan feb apr aug sept oct nov dec tues thur \
            thurs mon wed fri intl natl ed ph rd spec plc gmbh llc
            """
        ),
        (.beforeNumber, "no nos fig figs sec ch pp vol vols art para eq ext op p pt tel ca bk ver div"),
        (.withinSentence, "etc esp incl est excl temp yrs mins hrs eg ie"),
        (.calendar, "sat sun mar jun jul tue"),
        (
            .afterComma,
            """
            ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore \
            pa tenn tex va vt wash wis wyo ont que
            """
        ),
    ])

    private static func table(_ kinds: [(Abbreviation, String)]) -> [String: Abbreviation] {
        var table: [String: Abbreviation] = [:]
        for (kind, words) in kinds {
            for word in words.split(separator: " ") { table[String(word)] = kind }
        }
        return table
    }

    private static func set(_ words: String) -> Set<String> { Set(words.split(separator: " ").map(String.init)) }

    /// Abbreviations with more than one letter between their full stops.
    static let dottedAbbreviations = set("ph.d m.sc b.sc ed.d d.phil m.phil ll.b ll.m ll.d lt.col")

    /// Abbreviated legal forms of companies, with which a sentence often ends.
    static let companyForms = set("co. inc. corp. ltd.")
    /// First words of the lines of a letter that end in a comma.
    static let greetings = set("hi hello hey dear thanks thank regards best warm kind kindest sincerely cheers yours")
    /// Words with a capital that open a sentence and go on with no name.
    static let openings = set("The It He She They We But This These Its His Her Their However Meanwhile")

    /// What stays together with the word after its hyphen: the treebanks split every other compound.
    static let joiningPrefixes = set(
        """
        anti ante arch bi bio co counter cross cyber de e ex extra hyper infra inter intra macro mega micro mid \
        mini mis mono multi neo non omni over para poly post pre pro proto pseudo re semi socio psycho sub super supra \
        tele trans tri ultra un under uni
        """)

    /// What stays together with the word before its hyphen.
    static let joiningSuffixes = set("wise esque ish fold gate less ups outs")

    /// Names that end in an exclamation mark.
    static let exclaimed = set("yahoo jeopardy")

    /// Abbreviations with a slash.
    static let slashed = set("w/ w/o w/out w/in l/c i/c i/s s/he n/a b/c b/t a/c")

    /// Units and the like that are written together with a number and are a token of their own.
    static let units = set(
        """
        m k K M b B bn mm cm km kg g mg lb lbs oz ft in mi ml L l am pm AM PM a.m p.m Hz hz kHz MHz GHz mhz ghz kb KB \
        MB GB TB mb gb kW MW GW kWh hp mph kph km/h hh t x X f F p W V mAh Mbps hr hrs min mins sec secs yr yrs yo sq \
        percent ° º MM mn tn Tn Bn pts pt € £ GHZ MHZ px dpi fps rpm watt watts days minutes
        """)

    /// What an apostrophe at the start of a word leaves out: `'em`, `'til`.
    static let clipped = set("em n til till tis twas cause cos cuz bout round s re ve ll d m nuff")

    static let topLevelDomains = set(
        """
        com org net edu gov mil int info biz name io ai co app dev uk us ca au nz de fr it es nl be ch at dk se no fi \
        pl ru ua cz gr pt ie in jp cn kr tw hk sg br mx ar za il tr eu tv me ly fm gg to xyz
        """)

    /// Top-level domains that are also words, so that `there.it` is two.
    static let domainsAndWords = set("in it at be no me to us name so info fm tv io il br")

    static let fileExtensions = set(
        """
        doc docx xls xlsx ppt pptx pdf txt rtf csv html htm xml json jpg jpeg png gif bmp tif svg mp3 mp4 avi mov wav \
        zip tar gz exe dll php asp aspx jsp js py url
        """)
}
