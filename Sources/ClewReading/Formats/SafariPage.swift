import Foundation

/// The page in a `.webarchive`. A binary list goes through `PropertyListDecoder`, whose errors do not leak as those of
/// `PropertyListSerialization` do on Linux; an XML one through `XMLDocument`, because Foundation’s decoder of XML lists
/// runs out of stack on elements that lie deep.
struct SafariPage: Decodable {
    let data: Data
    let url: String?
    let charset: String?

    private enum Archive: String, CodingKey { case main = "WebMainResource" }

    private enum Resource: String, CodingKey {
        case data = "WebResourceData"
        case url = "WebResourceURL"
        case charset = "WebResourceTextEncodingName"
    }

    init?(_ input: FormatInput) {
        if input.bytes.starts(with: "bplist".utf8) {
            guard let page = try? PropertyListDecoder().decode(SafariPage.self, from: Data(input.bytes)) else {
                return nil
            }
            self = page
        } else {
            // Of a damaged list no part is taken for the page.
            guard let document = XMLDocument(input), document.diagnostics.isEmpty, document.cuts.isEmpty,
                let page = SafariPage(document)
            else { return nil }
            self = page
        }
    }

    init(from decoder: any Decoder) throws {
        let archive = try decoder.container(keyedBy: Archive.self)
        let resource = try archive.nestedContainer(keyedBy: Resource.self, forKey: .main)
        data = try resource.decode(Data.self, forKey: .data)
        // Damage to what is said of the page does not lose the page.
        url = try? resource.decode(String.self, forKey: .url)
        charset = try? resource.decode(String.self, forKey: .charset)
    }

    /// `plist/dict`: keys, each followed by its value.
    private init?(_ document: XMLDocument) {
        func value(_ key: any CodingKey, in dictionary: Int) -> Int? {
            let elements = document.tree.children(of: dictionary).filter { document.tree.nodes[$0].element != nil }
            let found = elements.firstIndex {
                document.name($0) == "key" && document.text($0) == key.stringValue
            }
            return found.flatMap { $0 + 1 < elements.count ? elements[$0 + 1] : nil }
        }
        guard let archive = document.element("dict"), let resource = value(Archive.main, in: archive),
            let content = value(Resource.data, in: resource), document.name(content) == "data"
        else { return nil }
        let base64 = document.tree.children(of: content).map { Data(document.tree.bytes(of: $0)) }
        guard let data = Data(base64Encoded: Data(base64.joined()), options: .ignoreUnknownCharacters) else {
            return nil
        }
        self.data = data
        url = document.text(value(Resource.url, in: resource))
        charset = document.text(value(Resource.charset, in: resource))
    }
}
