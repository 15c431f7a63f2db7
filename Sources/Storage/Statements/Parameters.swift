/// The values of a statement's `:name` parameters.
typealias Parameters = KeyValuePairs<String, any Bindable>

extension KeyValuePairs where Key == String, Value == any Bindable {
    /// The values in the order of a statement's names. A name that was given no value is a programmer's mistake.
    func values(for names: [String]) -> [SQLValue] {
        names.map { name in
            guard let pair = first(where: { $0.key == name }) else { preconditionFailure("no value for :\(name)") }
            return pair.value.sqlValue
        }
    }
}
