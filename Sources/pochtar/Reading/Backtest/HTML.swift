/// A piece of a page. Whatever is text is escaped, and whatever is opened is closed.
indirect enum HTML: Sendable, ExpressibleByStringInterpolation {
    case text(String)
    /// A style sheet: it stands as it is.
    case style(String)
    case element(String, [(name: String, value: String)], [HTML])

    init(stringLiteral text: String) { self = .text(text) }

    /// An element with attributes in their order.
    static func tag(
        _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: [HTML] = []
    ) -> HTML {
        .element(name, attributes.map { (name: $0.key, value: $0.value) }, children)
    }

    /// An element with nothing but text in it.
    static func tag(_ name: String, _ text: String) -> HTML { tag(name, [:], [.text(text)]) }

    /// The same with attributes.
    static func tag(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ text: String) -> HTML {
        tag(name, attributes, [.text(text)])
    }

    /// The text of a page that holds this.
    var page: String {
        var text = "<!DOCTYPE html>\n"
        write(to: &text)
        return text + "\n"
    }

    private func write(to page: inout String) {
        switch self {
        case .text(let text): page += Self.escaped(text)
        case .style(let sheet): page += "<style>\n\(sheet)\n</style>"
        case .element(let name, let attributes, let children):
            page += "<\(name)"
            for (name, value) in attributes { page += " \(name)=\"\(Self.escaped(value))\"" }
            // The only one that has nothing in it and no end.
            guard name != "meta" else {
                page += "/>"
                return
            }
            page += ">"
            for child in children { child.write(to: &page) }
            page += "</\(name)>"
            // Lines for whoever looks at the source: after blocks, where a blank is not seen.
            if ["tr", "section", "article", "svg", "style", "head", "header", "table", "li"].contains(name) {
                page += "\n"
            }
        }
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            // No page may hold control characters, escaped or not.
            case "\u{0}"..."\u{8}", "\u{B}"..."\u{1F}", "\u{7F}"..."\u{9F}": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

extension HTML {
    /// A table with headers; a column that begins with `#` holds numbers.
    static func table(_ caption: String, _ columns: [String], _ rows: [[HTML]]) -> HTML {
        func isNumber(_ column: Int) -> Bool { columns[column].hasPrefix("#") }
        let head = columns.indices.map { column in
            tag(
                "th", ["scope": "col", "class": isNumber(column) ? "number" : "word"],
                isNumber(column) ? String(columns[column].dropFirst()) : columns[column])
        }
        let body = rows.map { row in
            tag(
                "tr", [:],
                row.enumerated().map { column, cell in
                    column == 0
                        ? tag("th", ["scope": "row"], [cell])
                        : tag("td", ["class": isNumber(column) ? "number" : "word"], [cell])
                })
        }
        let parts = [tag("caption", caption), tag("thead", [:], [tag("tr", [:], head)]), tag("tbody", [:], body)]
        return tag("div", ["class": "scroll"], [tag("table", [:], parts)])
    }

    /// A coordinate of a drawing.
    static func at(_ coordinate: Double) -> String {
        let tenths = Int((coordinate * 10).rounded())
        return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(Double(tenths) / 10)"
    }
}
