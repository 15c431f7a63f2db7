import CYAML

/// Owns a libyaml parser over one text: the only place that touches libyaml's memory. The text must outlive it.
struct YAMLEventStream: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let file: String

    /// `text` is valid UTF-8 without a byte order mark.
    init(_ text: UnsafeBufferPointer<UInt8>, file: String) {
        self.file = file
        parser = .allocate(capacity: 1)
        guard yaml_parser_initialize(parser) == 1 else { fatalError("no memory for a YAML parser") }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, text.baseAddress, text.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// The next event; after a fault or `.streamEnd` there is none to ask for.
    func next() throws(YAMLFault) -> YAMLEvent {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw syntaxFault }
        defer { yaml_event_delete(&event) }
        return read(event)
    }

    private func read(_ event: yaml_event_t) -> YAMLEvent {
        let place = place(event.start_mark)
        switch event.type {
        case YAML_DOCUMENT_START_EVENT:
            let start = event.data.document_start
            let hasDirectives = start.version_directive != nil || start.tag_directives.start != start.tag_directives.end
            return YAMLEvent(kind: .documentStart(hasDirectives: hasDirectives), place: place)
        case YAML_ALIAS_EVENT:
            return YAMLEvent(kind: .alias(text(event.data.alias.anchor) ?? ""), place: place)
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            let kind = YAMLEvent.Kind.scalar(
                String(decoding: bytes, as: UTF8.self), quoted: scalar.style != YAML_PLAIN_SCALAR_STYLE)
            return YAMLEvent(kind: kind, place: place, anchor: text(scalar.anchor), tag: text(scalar.tag))
        case YAML_SEQUENCE_START_EVENT:
            let start = event.data.sequence_start
            return YAMLEvent(kind: .sequenceStart, place: place, anchor: text(start.anchor), tag: text(start.tag))
        case YAML_MAPPING_START_EVENT:
            let start = event.data.mapping_start
            return YAMLEvent(kind: .mappingStart, place: place, anchor: text(start.anchor), tag: text(start.tag))
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
            return YAMLEvent(kind: .collectionEnd, place: place)
        case YAML_STREAM_END_EVENT, YAML_NO_EVENT:
            return YAMLEvent(kind: .streamEnd, place: place)
        default:
            return YAMLEvent(kind: .other, place: place)
        }
    }

    private var syntaxFault: YAMLFault {
        let state = parser.pointee
        let problem = state.problem.map { String(cString: $0) } ?? "unknown"
        let context = state.context.map { String(cString: $0) } ?? ""
        return YAMLSyntaxProblem(problem: problem, context: context)
            .fault(at: place(state.problem_mark), within: place(state.context_mark))
    }

    private func place(_ mark: yaml_mark_t) -> YAMLPlace {
        YAMLPlace(file: file, line: mark.line + 1, column: mark.column + 1)
    }

    private func text(_ characters: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        characters.map { String(cString: $0) }
    }
}
