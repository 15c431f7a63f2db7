import Messages

/// What a request wants written, read and coerced the way 1С does it: header values by property, whole table parts.
struct ODataContent: Sendable {
    /// Values by the property's name on the wire; `X_Type` of a composite reference beside `X`.
    var header: [String: JSON] = [:]
    var parts: [String: [[String: JSON]]] = [:]
    /// The caller's `Ref_Key`, where one was sent.
    var reference: String?

    /// Reads the body of a POST or PATCH. What the entity does not have is dropped without a word.
    static func read(_ body: [UInt8], as entity: ODataEntity) throws(ODataFault) -> ODataContent {
        let json: JSON
        do throws(JSONFault) {
            json = try JSONReader.read(body)
        } catch {
            throw .inside
        }
        guard let members = json.members else { throw .inside }
        var content = ODataContent()
        for member in members {
            if let rows = entity.parts[member.name] {
                content.parts[member.name] = try Self.rows(member.value, rows)
            } else if member.name == "Ref_Key" {
                content.reference = try ODataProperty.guid(member.value)
            } else if let property = entity.properties[member.name], property.name != "Posted" {
                try property.read(member.value, beside: json, into: &content.header)
            }
        }
        return content
    }

    /// Reads a whole table part; a row without its number breaks 1С's service.
    private static func rows(
        _ value: JSON, _ properties: [String: ODataProperty]
    ) throws(ODataFault) -> [[String: JSON]] {
        guard let items = value.array else { throw .inside }
        var rows: [(number: Int, values: [String: JSON])] = []
        for item in items {
            guard let members = item.members else { throw .inside }
            guard let written = item["LineNumber"], let number = written.int ?? written.string.flatMap(Int.init)
            else { throw .inside }
            var values: [String: JSON] = [:]
            for member in members {
                guard let property = properties[member.name], property.name != "LineNumber" else { continue }
                try property.read(member.value, beside: item, into: &values)
            }
            rows.append((number, values))
        }
        return rows.sorted { $0.number < $1.number }.map(\.values)
    }
}
