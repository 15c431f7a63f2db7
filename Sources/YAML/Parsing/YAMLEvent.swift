/// One step of libyaml through a file, in Swift's terms.
struct YAMLEvent {
    enum Kind {
        case documentStart(hasDirectives: Bool)
        case alias(String)
        case scalar(String, quoted: Bool)
        case sequenceStart
        case mappingStart
        /// The innermost open sequence or mapping is over.
        case collectionEnd
        /// The beginning of the stream, the end of a document: nothing to build from.
        case other
        case streamEnd
    }

    let kind: Kind
    let place: YAMLPlace
    var anchor: String?
    var tag: String?
}
