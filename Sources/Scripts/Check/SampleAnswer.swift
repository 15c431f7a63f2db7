import Messages

/// An outcome in the form of an expected-answer file.
enum SampleAnswer {
    static func json(_ outcome: MappingOutcome) -> JSON {
        switch outcome {
        case .objects(let objects): ["objects": .array(objects.map(json))]
        case .skip(let why): ["skip": .string(why)]
        case .unmatched(let field, let value): ["unmatched": ["field": .string(field), "value": .string(value)]]
        case .wait(let key, let name):
            ["wait": ["type": .string(key.type), "id": .string(key.id), "name": JSON(name)]]
        case .reject(let why, nil): ["reject": .string(why)]
        case .reject(let why, let place?): ["reject": .string(why), "place": .string(place)]
        }
    }

    private static func json(_ object: MappedObject) -> JSON {
        guard let fields = try? JSONReader.read(Array(object.content.utf8)) else {
            preconditionFailure("a mapped object's content is JSON that we wrote")
        }
        return ["slot": .string(object.slot), "type": .string(object.targetType), "fields": fields]
    }
}
