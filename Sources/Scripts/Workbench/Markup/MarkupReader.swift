import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Reads an XML file into elements. Entities of other files are not followed.
final class MarkupReader: NSObject, XMLParserDelegate {
    /// How deep elements may stand in each other.
    private static let depthLimit = 64

    private var open: [MarkupElement] = []
    private var root: MarkupElement?
    private var isTooDeep = false

    /// The root of a file.
    ///
    /// - Throws: where the file stops being XML, in Russian.
    static func read(_ bytes: [UInt8], named name: String) throws(WorkbenchFault) -> MarkupElement {
        let reader = MarkupReader()
        let parser = XMLParser(data: Data(bytes))
        parser.shouldProcessNamespaces = false
        parser.shouldResolveExternalEntities = false
        parser.delegate = reader
        let isWhole = parser.parse()
        guard isWhole, !reader.isTooDeep, let root = reader.root else {
            let why = reader.isTooDeep ? "элементы вложены слишком глубоко" : "не читается как XML"
            throw WorkbenchFault("\(name):\(max(1, parser.lineNumber)): \(why)")
        }
        return root
    }

    func parser(
        _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        if open.count >= Self.depthLimit {
            isTooDeep = true
            parser.abortParsing()
        }
        open.append(
            MarkupElement(name: Self.local(elementName), attributes: attributes, line: parser.lineNumber))
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        if !open.isEmpty { open[open.count - 1].text += string }
    }

    func parser(_ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?, qualifiedName: String?) {
        guard let element = open.popLast() else { return }
        if open.isEmpty { root = element } else { open[open.count - 1].children.append(element) }
    }

    private static func local(_ name: String) -> String {
        name.split(separator: ":").last.map(String.init) ?? name
    }
}
