import Foundation

/// What sort of place a name or noun means, so that "the country" does not take up a city.
enum PlaceNames {
    private enum Sort { case country, settlement, island, waters, structure }

    /// Whether a noun means another sort of place than a chain: by the nouns that describe the chain, and by its name
    /// where that is a country's. O(names and descriptions of the chain).
    static func clash(_ noun: String, _ chain: EntityChains.Chain) -> Bool {
        guard let sort = sorts[noun] else { return false }
        if chain.kinds.contains(.place), chain.hasName {
            let isCountry = !chain.names.isDisjoint(with: countries)
            if isCountry { return sort == .settlement || sort == .waters }
            // The list of countries is complete but for spellings: another name is none, unless something calls it so.
            if sort == .country {
                return !chain.descriptions.keys.contains { sorts[$0] == .country }
                    && chain.nameHeads.isDisjoint(with: [
                        "republic", "kingdom", "emirates", "islands", "states", "federation",
                    ])
            }
        }
        let described = Set(chain.descriptions.keys.compactMap { sorts[$0] } + chain.nameHeads.compactMap { sorts[$0] })
        return !described.isEmpty && !described.contains(sort)
    }

    /// Whether a name in lower case is a country's.
    static func isCountry(_ name: String) -> Bool { countries.contains(name) }

    private static let sorts: [String: Sort] = [
        "country": .country, "nation": .country, "republic": .country, "kingdom": .country, "city": .settlement,
        "town": .settlement, "village": .settlement, "capital": .settlement, "metropolis": .settlement,
        "suburb": .settlement, "island": .island, "river": .waters, "lake": .waters, "sea": .waters, "ocean": .waters,
        "tunnel": .structure, "bridge": .structure, "road": .structure, "street": .structure, "avenue": .structure,
        "lane": .structure, "square": .structure, "hall": .structure, "station": .structure, "airport": .structure,
        "stadium": .structure, "tower": .structure, "dam": .structure, "canal": .structure, "railway": .structure,
    ]

    /// The members and observers of the United Nations, their usual short names and a few of the past, in normal form.
    private static let countries: Set<String> = Set(
        """
        afghanistan;albania;algeria;andorra;angola;antigua and barbuda;argentina;armenia;australia;austria;azerbaijan;bahamas;
        bahrain;bangladesh;barbados;belarus;belgium;belize;benin;bhutan;bolivia;bosnia;bosnia and herzegovina;botswana;brazil;
        brunei;bulgaria;burkina faso;burundi;cambodia;cameroon;canada;cape verde;central african republic;chad;chile;china;
        colombia;comoros;congo;democratic republic of congo;costa rica;croatia;cuba;cyprus;czech republic;czechia;
        czechoslovakia;denmark;djibouti;dominica;dominican republic;east timor;ecuador;egypt;el salvador;england;
        equatorial guinea;eritrea;estonia;eswatini;ethiopia;fiji;finland;france;gabon;gambia;georgia;germany;east germany;
        west germany;ghana;great britain;britain;greece;grenada;guatemala;guinea;guinea bissau;guyana;haiti;honduras;hungary;
        iceland;india;indonesia;iran;iraq;ireland;israel;italy;ivory coast;jamaica;japan;jordan;kazakhstan;kenya;kiribati;
        kosovo;kuwait;kyrgyzstan;laos;latvia;lebanon;lesotho;liberia;libya;liechtenstein;lithuania;luxembourg;macedonia;
        north macedonia;madagascar;malawi;malaysia;maldives;mali;malta;marshall islands;mauritania;mauritius;mexico;micronesia;
        moldova;monaco;mongolia;montenegro;morocco;mozambique;myanmar;burma;namibia;nauru;nepal;netherlands;holland;new zealand;
        nicaragua;niger;nigeria;north korea;norway;oman;pakistan;palau;palestine;panama;papua new guinea;paraguay;peru;
        philippines;poland;portugal;qatar;romania;russia;rwanda;samoa;san marino;saudi arabia;scotland;senegal;serbia;
        seychelles;sierra leone;singapore;slovakia;slovenia;solomon islands;somalia;south africa;south korea;korea;south sudan;
        soviet union;ussr;spain;sri lanka;sudan;suriname;sweden;switzerland;syria;taiwan;tajikistan;tanzania;thailand;togo;
        tonga;trinidad and tobago;tunisia;turkey;türkiye;turkmenistan;tuvalu;uganda;ukraine;united arab emirates;uae;
        united kingdom;uk;united states;united states of america;us;usa;america;uruguay;uzbekistan;vanuatu;vatican;venezuela;
        vietnam;wales;yemen;yugoslavia;zambia;zimbabwe
        """.split(separator: ";").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) })
}
