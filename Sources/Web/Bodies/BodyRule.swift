/// What a route takes as its body.
package enum BodyRule: Sendable, Hashable {
    /// Exactly one JSON value.
    case json(BodyLimit)
    /// One JSON value or nothing at all.
    case optionalJSON(BodyLimit)
    /// JSON values line by line (`application/x-ndjson`).
    case lines(BodyLimit)

    var limit: BodyLimit {
        switch self {
        case .json(let limit), .optionalJSON(let limit), .lines(let limit): limit
        }
    }

    /// The media type under which a body of this kind is fingerprinted, however its sender spelled it.
    var mediaType: String {
        switch self {
        case .json, .optionalJSON: "application/json"
        case .lines: "application/x-ndjson"
        }
    }

    func accepts(_ mediaType: String) -> Bool {
        switch self {
        case .json, .optionalJSON:
            mediaType == "application/json" || mediaType == "text/json"
                || (mediaType.hasPrefix("application/") && mediaType.hasSuffix("+json"))
        case .lines:
            ["application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines"]
                .contains(mediaType)
        }
    }
}
