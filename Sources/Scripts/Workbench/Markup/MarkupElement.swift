/// One element of an XML file, with what stands in it: enough for the small files that other people's tools write.
struct MarkupElement {
    /// Without a prefix: `Property` of `edm:Property`.
    let name: String
    var attributes: [String: String] = [:]
    var children: [MarkupElement] = []
    /// The text of the element itself, without that of its children.
    var text = ""
    let line: Int

    /// The first child of that name.
    subscript(name: String) -> MarkupElement? { children.first { $0.name == name } }

    /// The children of that name.
    func all(_ name: String) -> [MarkupElement] { children.filter { $0.name == name } }

    /// The text of a child, without blanks around it; nil when there is none.
    func words(of name: String) -> String? {
        guard let text = self[name]?.words, !text.isEmpty else { return nil }
        return text
    }

    /// The element's text without blanks around it.
    var words: String {
        let inner = text.drop(while: \.isWhitespace)
        return String(
            inner.prefix(upTo: inner.lastIndex { !$0.isWhitespace }.map(inner.index(after:)) ?? inner.startIndex))
    }

    /// The first element of that name, here or below.
    func descendant(_ name: String) -> MarkupElement? {
        if self.name == name { return self }
        for child in children {
            if let found = child.descendant(name) { return found }
        }
        return nil
    }

    /// Every element of that name below.
    func descendants(_ name: String) -> [MarkupElement] {
        children.flatMap { ($0.name == name ? [$0] : []) + $0.descendants(name) }
    }
}
