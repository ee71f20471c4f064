/// The elements that reading knows by name. Everything else is `unknown` and read for what it contains.
package enum ElementName: String, CaseIterable, Sendable {
    case html, head, title, base, link, meta, style, script, noscript, template, body
    case article, section, nav, aside, header, footer, main, address, hgroup, search
    case h1, h2, h3, h4, h5, h6
    case p, hr, pre, blockquote, ol, ul, menu, li, dl, dt, dd, figure, figcaption, div, center, dir
    case a, em, strong, small, s, cite, q, dfn, abbr, acronym, data, time, code, `var`, samp, kbd, sub, sup, i, b, u
    case mark, ruby, rb, rt, rtc, rp, bdi, bdo, span, br, wbr, font, tt, big, strike, nobr, ins, del, label
    case picture, source, img, iframe, embed, object, param, video, audio, track, map, area, svg, math, canvas
    case table, caption, colgroup, col, tbody, thead, tfoot, tr, td, th
    case form, fieldset, legend, input, button, select, option, optgroup, datalist, textarea, output, progress, meter
    case details, summary, dialog, slot, applet, frameset, frame, noframes
    case unknown

    /// The element of that name in lower case.
    static let byName: [String: ElementName] = Dictionary(
        uniqueKeysWithValues: allCases.filter { $0 != .unknown }.map { ($0.rawValue, $0) })

    /// Whether a browser starts a new line for it.
    var isBlock: Bool {
        switch self {
        case .html, .body, .article, .section, .nav, .aside, .header, .footer, .main, .address, .hgroup, .search,
            .h1, .h2, .h3, .h4, .h5, .h6, .p, .hr, .pre, .blockquote, .ol, .ul, .menu, .li, .dl, .dt, .dd, .figure,
            .figcaption, .div, .center, .dir, .table, .caption, .tbody, .thead, .tfoot, .tr, .td, .th, .form, .fieldset,
            .legend, .details, .summary, .dialog, .frameset, .noframes, .option, .optgroup:
            true
        default: false
        }
    }

    /// Whether it stands for a part of the page that only groups others, so that loose text in it is a paragraph.
    var isContainer: Bool {
        switch self {
        case .body, .article, .section, .aside, .header, .footer, .main, .div, .center, .td, .details, .unknown: true
        default: false
        }
    }

    /// 1…6 for `h1`…`h6`, else 0.
    var headingLevel: Int {
        switch self {
        case .h1: 1
        case .h2: 2
        case .h3: 3
        case .h4: 4
        case .h5: 5
        case .h6: 6
        default: 0
        }
    }

    /// Whether a reader never sees its content as text of the page.
    var isNeverText: Bool {
        switch self {
        case .head, .title, .base, .link, .meta, .style, .script, .noscript, .template, .iframe, .embed, .object,
            .param, .video, .audio, .track, .map, .area, .svg, .canvas, .input, .select, .datalist, .textarea,
            .progress,
            .meter, .applet, .frame, .frameset, .noframes, .source, .rp, .rt:
            true
        default: false
        }
    }
}

/// The attributes that reading looks at; the others are not copied out of the parser.
package enum AttributeName: String, CaseIterable, Sendable {
    case `class`, id, style, role, hidden, href, rel, name, property, content, type, lang, datetime
    case itemprop, itemscope, itemtype, itemid, `typeof`, about, resource, colspan, summary, datatable
    case ariaHidden = "aria-hidden", ariaModal = "aria-modal", httpEquiv = "http-equiv", xmlLang = "xml:lang"
    // XML formats, by their names in lower case.
    case norm, literal, uri, when, target, ident, tag, scheme, holder, contribType = "contrib-type"
    case pubIDType = "pub-id-type", xlinkHref = "xlink:href", rdfAbout = "rdf:about", term, isoDate = "iso-8601-date"

    /// The attribute of that name in lower case.
    static let byName: [String: AttributeName] = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
}
