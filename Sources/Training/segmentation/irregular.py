"""Facts of English inflection that no suffix shows: irregular verbs, plurals, degrees, and adjectives of nations."""

# base, past, participle (a slash parts variants)
VERBS = """
arise arose arisen; babysit babysat babysat; browbeat browbeat browbeaten; inset inset inset; interweave interwove
interwoven; mishear misheard misheard; misread misread misread; misspend misspent misspent; offset offset offset; outbid
outbid outbid; outrun outran outrun; outsell outsold outsold; outspend outspent outspent; overfeed overfed overfed;
overhang overhung overhung; overlie overlay overlain; overpay overpaid overpaid; override overrode overridden; overrun
overran overrun; overshoot overshot overshot; overspend overspent overspent; preset preset preset; proofread proofread
proofread; recast recast recast; redraw redrew redrawn; regrow regrew regrown; rerun reran rerun; resend resent resent;
reset reset reset; retake retook retaken; retell retold retold; rewind rewound rewound; typeset typeset typeset; unbind
unbound unbound; underbid underbid underbid; underfeed underfed underfed; underpay underpaid underpaid; undersell undersold
undersold; awake awoke awoken; bear bore borne/born; beat beat beaten; become became become; befall befell
befallen; begin began begun; behold beheld beheld; bend bent bent; bet bet bet; bid bid bid; bind bound bound; bite bit
bitten; bleed bled bled; blow blew blown; break broke broken; breed bred bred; bring brought brought; broadcast broadcast
broadcast; build built built; burst burst burst; buy bought bought; cast cast cast; catch caught caught; choose chose
chosen; cling clung clung; come came come; cost cost cost; creep crept crept; cut cut cut; deal dealt dealt; dig dug dug;
do did done; draw drew drawn; drink drank drunk; drive drove driven; dwell dwelt dwelt; eat ate eaten; fall fell fallen;
feed fed fed; feel felt felt; fight fought fought; find found found; flee fled fled; fling flung flung; fly flew flown;
forbid forbade forbidden; forecast forecast forecast; foresee foresaw foreseen; forget forgot forgotten; forgive forgave
forgiven; forgo forwent forgone; forsake forsook forsaken; freeze froze frozen; get got gotten/got; give gave given; go
went gone; grind ground ground; grow grew grown; hang hung hung; have had had; hear heard heard; hide hid hidden; hit hit
hit; hold held held; hurt hurt hurt; keep kept kept; kneel knelt knelt; know knew known; lay laid laid; lead led led; lean
leant leant; leap leapt leapt; learn learnt learnt; leave left left; lend lent lent; let let let; lie lay lain; light lit
lit; lose lost lost; make made made; mean meant meant; meet met met; mislead misled misled; mistake mistook mistaken;
misunderstand misunderstood misunderstood; outdo outdid outdone; outgrow outgrew outgrown; overcome overcame overcome;
overdo overdid overdone; overhear overheard overheard; override overrode overridden; oversee oversaw overseen; oversleep
overslept overslept; overtake overtook overtaken; overthrow overthrew overthrown; overwrite overwrote overwritten; partake
partook partaken; pay paid paid; plead pled pled; prove proved proven; put put put; quit quit quit; read read read; rebuild
rebuilt rebuilt; redo redid redone; remake remade remade; repay repaid repaid; resell resold resold; rethink rethought
rethought; rewrite rewrote rewritten; rid rid rid; ride rode ridden; ring rang rung; rise rose risen; run ran run; saw
sawed sawn; say said said; see saw seen; seek sought sought; sell sold sold; send sent sent; set set set; sew sewed sewn;
shake shook shaken; shed shed shed; shine shone shone; shoot shot shot; show showed shown; shrink shrank shrunk; shut shut
shut; sing sang sung; sink sank sunk; sit sat sat; slay slew slain; sleep slept slept; slide slid slid; sling slung slung;
slit slit slit; smell smelt smelt; sow sowed sown; speak spoke spoken; speed sped sped; spell spelt spelt; spend spent
spent; spill spilt spilt; spin spun spun; spit spat spat; split split split; spoil spoilt spoilt; spread spread spread;
spring sprang sprung; stand stood stood; steal stole stolen; stick stuck stuck; sting stung stung; stink stank stunk;
stride strode stridden; strike struck struck/stricken; string strung strung; strive strove striven; sublet sublet sublet;
swear swore sworn; sweep swept swept; swell swelled swollen; swim swam swum; swing swung swung; take took taken; teach
taught taught; tear tore torn; tell told told; think thought thought; throw threw thrown; thrust thrust thrust; tread trod
trodden; undercut undercut undercut; undergo underwent undergone; underlie underlay underlain; understand understood
understood; undertake undertook undertaken; underwrite underwrote underwritten; undo undid undone; unwind unwound unwound;
uphold upheld upheld; upset upset upset; wake woke woken; wear wore worn; weave wove woven; weep wept wept; win won won;
wind wound wound; withdraw withdrew withdrawn; withhold withheld withheld; withstand withstood withstood; wring wrung
wrung; write wrote written
"""

# Verbs whose last consonant doubles although they have more than one syllable.
DOUBLING = """
abet abhor acquit admit allot begin commit compel confer control cancel channel counsel defer deter dispel embed emit
enrol equip expel fuel handicap incur infer label level model omit panel patrol permit prefer propel rebel rebut recur
refer regret remit repel signal submit transfer transmit travel tunnel upset format program kidnap worship
quarrel duel dial total equal marvel swivel shovel shrivel snivel unravel bedevil cudgel parcel pummel trowel upset vet
handicap overlap unwrap outwit outfit retrofit
"""

# Verbs that news uses and the treebanks' training parts may lack, so that their regular forms are learned from too.
REGULAR = """
abate abide abolish abrogate absolve abuse accelerate accentuate acclaim accommodate accrue accuse acquiesce activate
actuate adhere adjudicate admonish adore advocate aggravate aggregate airlift allege alleviate allude amalgamate amass
ambush amplify annihilate annotate annul antagonize appease applaud appraise apprehend arbitrate arouse arraign ascertain
aspire assail assassinate assimilate assuage astonish atone attest attune auction audit authenticate authorize automate
avenge avert axe babble backfire badger balk ballot bankroll banish barge barrage barricade barter bask batter beckon
beguile belittle bellow benchmark beseech besiege betray bicker binge blackmail blame blaze blemish blockade bludgeon
bolster bombard boycott brandish breach browse bruise brutalize budge bulge bulldoze bundle buoy burgeon bustle buttress
cajole calibrate campaign canvass capitulate capsize capture caricature catalyze categorize caution cease celebrate
censure centralize certify chaperone charter chastise cherish chide chronicle circulate circumvent cite clinch clone
coalesce coax coerce cohere coincide collaborate collapse collide collude commandeer commemorate commence commend
commercialize compensate compile complicate comprise compromise conceal concede conceive concoct concur condemn condense
condone configure confine confiscate congratulate conjure connive consolidate conspire constitute constrict consume
contaminate contemplate contend contravene contrive convene converge convulse corrode corroborate counteract counterfeit
covet crackle craft cringe cripple criticize crouch crumble crumple crusade culminate cultivate curate curb curtail cushion
customize dangle dazzle debate debunk decapitate decelerate decimate decline decode decommission decompose decouple decree
decry deem deescalate deface defame default deflate deflect defraud defray defuse defy degrade delegate delete deliberate
delineate delude deluge demolish demonize demote denationalize denigrate denote denounce deplete deplore deploy deport
depose depreciate deprive deputize derail deregulate deride derive desecrate designate despise destabilize deteriorate
detonate detract devalue devastate deviate devise devote devour diagnose dictate digitize dilute diminish disable disarm
disavow disband disburse discard discern discharge disclose discontinue discredit disembark disengage disguise dislodge
dismantle disobey disparage dispatch dispense disperse displace displease dispose dispute disqualify disrupt dissect
disseminate dissipate dissolve dissuade distill distort distribute diverge diversify divert divest divulge dodge dole
dominate downplay downsize dredge drizzle dupe dwindle eclipse educate eject elapse elevate elicit eliminate elongate elope
elucidate elude emanate embark embellish embezzle embolden embrace embroil emerge emigrate emphasize emulate enact encase
enclose encompass encroach endanger endorse endow endure energize enforce engage engrave engulf enhance enlist enrage
enshrine enslave ensue entail entangle entice enumerate envisage envision equate eradicate erase erode escalate eschew
espouse etch evacuate evade evaluate evaporate evict evoke evolve exacerbate exaggerate excavate excel excise exclude
excuse execute exempt exhale exhume exile exonerate expedite expire explode exploit expose expropriate expunge extinguish
extort extract extradite extrapolate exude fabricate facilitate falsify falter famish fascinate fathom feature ferry fester
finalize finance fizzle flatter flaunt flee flinch flounder flourish fluctuate foil foment forage foreclose forge
formalize formulate fortify foster fracture franchise fringe frustrate fudge fulfil fumble furlough galvanize gamble garner
gauge generate gentrify gesture glance gleam glimpse globalize gloat gouge graduate grapple grieve grimace gripe groom
grovel grumble guarantee haggle hallucinate hamper hamstring harass harbor harmonize harness hasten haunt headline heave
hedge herald hesitate hike hinder hinge hire hoist hospitalize hover huddle humble humiliate hurdle hurl hurtle hustle
identify ignite ignore illuminate illustrate imbue immigrate immunize impair impeach impede impersonate impinge implement
implicate implode implore impose impoverish imprison improvise incarcerate incinerate incite incorporate inculcate indict
indoctrinate induce indulge infest infiltrate inflate inflict infringe infuriate infuse inhale inherit initiate injure
innovate inscribe insinuate inspire install instigate insulate integrate intensify intercede intercept interfere intermingle
interrogate intertwine intervene intimidate intrigue introduce intrude inundate invade invalidate invest investigate invigorate
invoke irritate isolate itemize jeopardize jostle juggle justify jettison kindle lament languish launder lavish leverage
levy liaise liberalize liberate license linger liquidate litigate loathe lobby localize lodge loot lounge lunge lure lurch
magnify maim malign maneuver mangle manipulate marginalize massacre materialize maximize mediate memorize menace mesmerize
migrate militarize minimize mingle mitigate mobilize mock moderate modernize molest monetize monitor monopolize morph
muffle mull multiply murmur muster mutate mutilate muzzle nationalize navigate necessitate neglect negotiate neutralize
nominate normalize notch notify nourish nudge nullify nurture obfuscate oblige obliterate obscure obstruct offload oppose
oppress orchestrate ordain oscillate oust outlaw outline outnumber outpace outperform outrage outshine outsource outstrip
outweigh overestimate overhaul overlap overpower overrule overturn overwhelm oxidize pacify paralyze pardon parse patronize
peddle penalize penetrate perceive perforate perish permeate perpetrate perpetuate persecute persevere persuade petition
pilfer pillage pinpoint pique pirate pivot placate plague pledge plummet plunder plunge poach poise polarize pollinate
pollute ponder popularize postpone postulate pounce preach precede precipitate preclude predate preempt prejudice preserve
preside presume pretend prevail privatize probe procrastinate procure profess proliferate prolong promulgate propagate
prosecute proscribe prosper provoke prune publicize pulverize purge purport quadruple quantify quarantine quash quell quench
quibble radiate ransack ratify rattle ravage reactivate reaffirm reap rearrange reassess reassure rebrand rebuff rebuke
recede reciprocate recite reclaim recoil reconcile reconvene recoup rectify recuperate recycle redeem redefine redirect
redistribute reelect refine reform refurbish refute regain regulate rehabilitate reimburse reinforce reinstate reiterate
rejuvenate relapse relegate relinquish relish relocate reminisce renege renegotiate renounce renovate reorganize repatriate
repeal replenish replicate reprimand reproach repudiate rescind rescue resemble resent resettle reshape reshuffle resonate
restrain restructure resume resurface resurrect retaliate retract retrieve revamp reverberate revere reverse revile revise
revitalize revive revoke revolutionize revolve ridicule rival roam rotate rumble rupture sabotage safeguard salvage sanction
saturate savage scathe scoff scold scorch scour scramble scrape screech scribble scrutinize sculpt scuffle scuttle secede
secrete seethe segregate seize sentence sequester sever shackle shatter shelve shove shovel showcase shred shrug shuffle
shuttle sideline siege sigh signify simmer simplify simulate singe siphon sizzle skim skirmish skyrocket slash slaughter
slump smolder smuggle snare snatch sneak snub soar sober solicit solidify spark spawn spearhead specialize specify speculate
spiral splinter splurge sponsor sprawl sprout spurn squander squash squeeze squelch stabilize stagger stagnate stampede
standardize startle stash stave steer stifle stigmatize stimulate stipulate stockpile straddle strangle stratify streamline
strengthen stroll stumble stunt stymie subdue subjugate sublease subpoena subscribe subside subsidize substantiate subvert
succumb suffocate summarize summon supersede supervise supplant suppress surge surmise surmount surpass surrender survive
suspend sustain sway swerve swindle swipe swirl symbolize sympathize synchronize syndicate synthesize tackle tally tamper
tangle tantalize taper tarnish tease telegraph televise temper tempt terminate terrorize testify thwart tinge tolerate
topple torment torture tout trample tranquilize transcend transcribe transpire traumatize traverse tremble trickle trigger
triple triumph trounce trudge tumble tussle tweak twinge tyrannize ulcerate unearth unfold unify unleash unlock unmask
unravel unseat unveil update upend upgrade uproot urge urbanize usher usurp utilize vacate vaccinate validate vandalize
vanish vanquish vaporize venture verify vet vilify vindicate violate visualize vocalize vouch vow wage waive wallop wane
warble warrant waver wedge weigh wheeze whittle widen wield wince withdraw wither wobble woo wrangle wreak wreck wrestle
wriggle yearn yield zigzag unsubscribe refactor tokenize google vape blog stream upload download crowdfund livestream retweet
"""

# Nouns, as singular plural.
NOUNS = """
man men; woman women; child children; foot feet; tooth teeth; goose geese; mouse mice; ox oxen; louse lice; person people;
life lives; wife wives; knife knives; wolf wolves; half halves; leaf leaves; shelf shelves; thief thieves; loaf loaves;
calf calves; self selves; elf elves; scarf scarves; hoof hooves; analysis analyses; basis bases; crisis crises; thesis
theses; diagnosis diagnoses; hypothesis hypotheses; oasis oases; parenthesis parentheses; synthesis syntheses; emphasis
emphases; axis axes; criterion criteria; phenomenon phenomena; bacterium bacteria; curriculum curricula; memorandum
memoranda; medium media; datum data; stratum strata; nucleus nuclei; fungus fungi; stimulus stimuli; alumnus alumni; cactus
cacti; syllabus syllabi; focus foci; radius radii; index indices; matrix matrices; vertex vertices; appendix appendices;
vortex vortices; formula formulae; larva larvae; alga algae; vertebra vertebrae; series series; species species; means
means; headquarters headquarters; aircraft aircraft; spacecraft spacecraft; sheep sheep; fish fish; deer deer; offspring
offspring; crossroads crossroads; salmon salmon; bus buses; gas gases; virus viruses; bonus bonuses; campus campuses; census
censuses; status statuses; lens lenses; canvas canvases; potato potatoes; tomato tomatoes; hero heroes; echo echoes; veto
vetoes; cargo cargoes; movie movies; cookie cookies; zombie zombies; calorie calories; selfie selfies; rookie rookies;
policeman policemen; businessman businessmen; businesswoman businesswomen; spokesman spokesmen; spokeswoman spokeswomen;
chairman chairmen; congressman congressmen; gentleman gentlemen; fisherman fishermen; grandchild grandchildren; housewife
housewives; midwife midwives; shoe shoes; toe toes; axe axes; house houses; horse horses; nurse nurses; course courses;
case cases; base bases; phase phases; phrase phrases; purchase purchases; release releases; disease diseases; lease leases;
increase increases; decrease decreases; purpose purposes; response responses; license licenses; expense expenses; defense
defenses; database databases; franchise franchises; enterprise enterprises; cache caches; headache headaches; niche niches
"""

# Degrees, as positive comparative superlative and the comparative's tags.
ADJECTIVES = """
good better best; bad worse worst; far farther farthest; far further furthest; little less least; many more most;
"""
ADVERBS = """
well better best; badly worse worst; far farther farthest; far further furthest; little less least; much more most;
"""

# Adjectives and nouns of nations and peoples, whose lemmas keep their capital.
NATIONS = """
Afghan African Albanian Algerian American Angolan Arab Arabian Arabic Argentine Argentinian Armenian Asian Australian
Austrian Azerbaijani Balkan Baltic Bangladeshi Basque Bavarian Belarusian Belgian Bolivian Bosnian Brazilian British
Bulgarian Burmese Californian Cambodian Cameroonian Canadian Caribbean Catalan Catholic Chechen Chilean Chinese Christian
Colombian Congolese Croatian Cuban Cypriot Czech Danish Dutch Ecuadorian Egyptian English Estonian Ethiopian European
Filipino Finnish Flemish French Georgian German Ghanaian Greek Guatemalan Haitian Hawaiian Hindu Honduran Hungarian Icelandic
Indian Indonesian Iranian Iraqi Irish Islamic Israeli Italian Jamaican Japanese Jewish Jordanian Kazakh Kenyan Korean Kosovar
Kurdish Kuwaiti Laotian Latin Latvian Lebanese Liberian Libyan Lithuanian Macedonian Malaysian Maltese Mexican Moldovan
Mongolian Moroccan Muslim Namibian Nepalese Nepali Nicaraguan Nigerian Norwegian Olympic Orthodox Ottoman Pakistani
Palestinian Panamanian Paraguayan Persian Peruvian Polish Portuguese Protestant Quebecois Roman Romanian Russian Rwandan Saudi
Scandinavian Scottish Senegalese Serbian Shiite Sikh Singaporean Slovak Slovenian Somali Soviet Spanish Sudanese Sunni Swedish
Swiss Syrian Taiwanese Tanzanian Texan Thai Tibetan Tunisian Turkish Ugandan Ukrainian Uruguayan Uzbek Venezuelan Victorian
Vietnamese Welsh Yemeni Zambian Zimbabwean
"""


def entries(text):
    """The lists of words between semicolons."""
    return [entry.split() for entry in text.replace("\n", " ").split(";") if entry.split()]


def inflected():
    """(tag, form) → lemma for all of them; the first that claims a form has it."""
    table = {}
    for base, past, participle in entries(VERBS):
        for tag, forms in (("VBD", past), ("VBN", participle)):
            for form in forms.split("/"):
                table.setdefault((tag, form), base)
    for singular, plural in entries(NOUNS):
        table.setdefault(("NNS", plural), singular)
    for text, tags in ((ADJECTIVES, ("JJR", "JJS")), (ADVERBS, ("RBR", "RBS"))):
        for base, *degrees in entries(text):
            for tag, form in zip(tags, degrees):
                table.setdefault((tag, form), base)
    for word in NATIONS.split():
        for tag in ("JJ", "NNP", "NNPS"):
            table[tag, word] = word
    return table
