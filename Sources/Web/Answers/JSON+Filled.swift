import Messages

extension JSON {
    /// An object of the members that have a value: what is not known is left out.
    static func filled(_ members: KeyValuePairs<String, JSON?>) -> JSON {
        .object(members.compactMap { name, value in value.map { Member(name, $0) } })
    }

    /// A moment as the API writes it: RFC 3339, UTC.
    static func time(_ instant: Instant) -> JSON { .string(instant.rfc3339) }

    /// A whole number.
    static func count(_ number: Int) -> JSON { .number(String(number)) }
}
