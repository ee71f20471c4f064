/// Units of measure and currencies.
enum UnitWords {
    /// Whether a word is a unit of measure, which a number before it counts whatever the tree says.
    static func isMeasure(_ word: String) -> Bool { measure(word) != nil }

    /// The unit in the singular by its word or abbreviation in lower case.
    static func measure(_ word: String) -> String? {
        if let unit = abbreviations[word] { return unit }
        if words.contains(word) { return word }
        if let unit = irregular[word] { return unit }
        if word.hasSuffix("s"), words.contains(String(word.dropLast())) { return String(word.dropLast()) }
        if word.hasSuffix("metre") { return measure(word.dropLast(2) + "er") }
        if word.hasSuffix("metres") { return measure(word.dropLast(3) + "ers") }
        return nil
    }

    private static let words: Set<String> = [
        "percent", "kilometer", "meter", "centimeter", "millimeter", "mile", "yard", "inch", "foot", "acre", "hectare",
        "kilogram", "gram", "pound", "ounce", "ton", "tonne", "liter", "gallon", "barrel", "watt", "kilowatt",
        "megawatt",
        "gigawatt", "volt", "degree", "byte", "kilobyte", "megabyte", "gigabyte", "terabyte", "hertz", "second",
        "minute",
        "hour", "day", "week", "month", "year", "decade", "calorie", "knot",
    ]
    private static let irregular = [
        "feet": "foot", "inches": "inch", "centuries": "century", "litre": "liter", "litres": "liter",
    ]
    private static let abbreviations = [
        "%": "percent", "pct": "percent", "km": "kilometer", "cm": "centimeter", "mm": "millimeter", "kg": "kilogram",
        "lb": "pound", "lbs": "pound", "oz": "ounce", "ft": "foot", "mph": "mile per hour",
        "km/h": "kilometer per hour",
        "kph": "kilometer per hour", "gb": "gigabyte", "mb": "megabyte", "tb": "terabyte", "mw": "megawatt",
        "gw": "gigawatt",
        "kw": "kilowatt", "kwh": "kilowatt hour", "mwh": "megawatt hour", "ghz": "gigahertz", "mhz": "megahertz",
        "ha": "hectare",
        "°c": "degree Celsius", "°f": "degree Fahrenheit",
    ]

    /// ISO 4217 codes by sign, in the spelling of a token.
    static let currencySigns: [String: String] = [
        "$": "USD", "us$": "USD", "u.s.$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW",
        "₽": "RUB", "₪": "ILS",
        "₺": "TRY", "₴": "UAH", "c$": "CAD", "ca$": "CAD", "cad$": "CAD", "a$": "AUD", "au$": "AUD", "nz$": "NZD",
        "hk$": "HKD",
        "s$": "SGD", "r$": "BRL", "nt$": "TWD", "rs": "INR", "rs.": "INR",
    ]
    /// ISO 4217 codes that may stand before or after an amount.
    static let currencyCodes: Set<String> = [
        "USD", "EUR", "GBP", "JPY", "CNY", "RMB", "INR", "KRW", "RUB", "ILS", "TRY", "UAH", "CAD", "AUD", "NZD", "HKD",
        "SGD",
        "BRL", "TWD", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "MXN", "ZAR", "AED", "SAR", "THB", "IDR", "MYR",
        "PHP",
        "VND", "NGN", "KES", "EGP", "ARS", "CLP", "COP", "PKR", "BDT",
    ]
    /// Codes by the currency's word in the singular.
    static let currencyWords: [String: String] = [
        "dollar": "USD", "euro": "EUR", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rupee": "INR", "won": "KRW",
        "ruble": "RUB", "rouble": "RUB", "shekel": "ILS", "lira": "TRY", "hryvnia": "UAH", "zloty": "PLN",
        "rand": "ZAR",
        "forint": "HUF", "baht": "THB", "rupiah": "IDR", "ringgit": "MYR", "naira": "NGN", "real": "BRL",
        "reais": "BRL",
    ]
    /// Words that several countries call their currency by, which stand for themselves where no country is named.
    static let sharedCurrencyWords: [String: String] = [
        "krone": "krone", "kroner": "krone", "krona": "krona", "kronor": "krona", "kronur": "krona", "crown": "crown",
        "franc": "franc", "peso": "peso", "dinar": "dinar", "rial": "rial", "riyal": "riyal", "dirham": "dirham",
        "shilling": "shilling",
    ]
    /// Codes by the words before a currency's word where several countries have one of that name.
    static let nationalCurrencies: [String: String] = [
        "us dollar": "USD", "u.s. dollar": "USD", "american dollar": "USD", "canadian dollar": "CAD",
        "australian dollar": "AUD",
        "singapore dollar": "SGD", "kong dollar": "HKD", "taiwan dollar": "TWD", "zealand dollar": "NZD",
        "pound sterling": "GBP",
        "british pound": "GBP", "egyptian pound": "EGP", "swiss franc": "CHF", "swedish krona": "SEK",
        "swedish kronor": "SEK",
        "norwegian krone": "NOK", "norwegian kroner": "NOK", "danish krone": "DKK", "danish kroner": "DKK",
        "mexican peso": "MXN",
        "argentine peso": "ARS", "chilean peso": "CLP", "colombian peso": "COP", "philippine peso": "PHP",
        "pakistani rupee": "PKR",
        "indian rupee": "INR", "saudi riyal": "SAR", "uae dirham": "AED", "kenyan shilling": "KES",
        "chinese yuan": "CNY",
        "japanese yen": "JPY", "korean won": "KRW", "russian ruble": "RUB", "turkish lira": "TRY",
        "israeli shekel": "ILS",
        "brazilian real": "BRL", "czech koruna": "CZK",
    ]
}
