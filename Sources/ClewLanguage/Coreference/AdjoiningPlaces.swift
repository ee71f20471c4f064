import ClewModel
import Foundation

/// Two places written side by side without a comma, of which the name head makes one: "San Rafael Ca", "brittany france".
package enum AdjoiningPlaces {
    /// A settlement and what it lies in, each by itself. O(words of the names).
    package static func split(_ sentence: inout Sentence) {
        sentence.names = sentence.names.flatMap { name -> [NameSpan] in
            guard name.type == .location, let start = container(in: name.words, of: sentence.tokens) else {
                return [name]
            }
            return [
                NameSpan(words: name.words.lowerBound..<start, type: .location),
                NameSpan(words: start..<name.words.upperBound, type: .location),
            ]
        }
    }

    /// Whether a word is the name of a state or province.
    static func isState(_ form: String) -> Bool { states.contains(form.lowercased()) }

    /// Where the country or state at the end of a name starts, if more than a direction or the like stands before it.
    private static func container(in words: Range<Int>, of tokens: [Token]) -> Int? {
        let forms = tokens[words].map { $0.form.lowercased() }
        let whole = forms.joined(separator: " ")
        if states.contains(whole) || PlaceNames.isCountry(whole) { return nil }
        for count in [3, 2, 1] where forms.count > count {
            let last = forms.suffix(count).joined(separator: " ")
            // "ca" and "il" are words of other languages too: a code is one in capitals, at least its first letter.
            let isCode =
                count == 1 && codes.contains(last) && tokens[words.upperBound - 1].form.first?.isUppercase == true
            guard isCode || states.contains(last) || PlaceNames.isCountry(last), let before = forms.dropLast(count).last
            else { continue }
            // "South Africa", "Gulf of Mexico", "the U.S.-Mexico border".
            let isApart =
                forms.dropLast(count).allSatisfy { $0.count > 1 && !bound.contains($0) }
                && before.last?.isLetter == true
            return isApart ? words.upperBound - count : nil
        }
        return nil
    }

    private static let bound: Set<String> = [
        "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "upper", "lower",
        "new",
        "old", "great", "greater", "inner", "outer", "mid", "of", "the", "and", "de", "la", "saint", "st", "st.", "'s",
        "’s",
        "port", "lake", "mount", "mt", "mt.", "fort", "northeast", "northwest", "southeast", "southwest", "baja",
        "little",
        "british", "french", "dutch", "american", "federal", "republic", "avenue", "via", "rue", "street",
        "equatorial", "sierra", "nazi", "vichy", "soviet", "imperial", "ancient", "mainland", "upstate", "river", "rio",
        "hotel", "camp", "dr", "bay", "cape", "colonial", "ottoman", "occupied", "unoccupied", "mandatory",
    ]

    private static let states: Set<String> = Set(
        """
        alabama;alaska;arizona;arkansas;california;colorado;connecticut;delaware;florida;hawaii;idaho;illinois;indiana;iowa;kansas;
        kentucky;louisiana;maine;maryland;massachusetts;michigan;minnesota;mississippi;missouri;montana;nebraska;nevada;
        new hampshire;new jersey;new mexico;new york;north carolina;north dakota;ohio;oklahoma;oregon;pennsylvania;
        rhode island;south carolina;south dakota;tennessee;texas;utah;vermont;virginia;west virginia;wisconsin;wyoming;
        ontario;quebec;british columbia;alberta;manitoba;saskatchewan;nova scotia;new brunswick;queensland;new south wales
        """.split(separator: ";").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) })

    /// Postal codes of the states, but for those that are words.
    private static let codes: Set<String> = Set(
        """
        al ak az ar ca co ct fl ga ia id il ks ky la md mi mn mo ms mt nc nd ne nh nj nm nv ny pa ri sc sd tn tx ut va vt wa wi wv
        wy
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
