import CPostgres

/// One SQL text on one connection, with everything that is known of it there.
final class PostgresStatement {
    /// The text as the server has prepared it for parameters of certain types.
    final class Variant {
        /// What the server calls it.
        let name: String
        let sql: String
        let inputs: [Inputs.Column]
        /// The types of all parameters, the inputs' first. A parameter that was null the first time has no type.
        let types: [Oid]
        /// Whether the server has it, or will have when it answers what was sent.
        var isPrepared = false
        /// Known from the first answer on.
        var columns: PostgresColumns?

        init(name: String, sql: String, inputs: [Inputs.Column], types: [Oid]) {
            self.name = name
            self.sql = sql
            self.inputs = inputs
            self.types = types
        }

        /// Whether these parameters can be sent: null suits every type.
        fileprivate func suits(_ inputs: [Inputs.Column], _ values: [SQLValue]) -> Bool {
            guard self.inputs == inputs else { return false }
            return zip(types.dropFirst(inputs.count), values).allSatisfy { type, value in
                value == .null || value.type == type
            }
        }
    }

    let named: NamedSQL
    private let number: Int
    private var variants: [Variant] = []

    init(_ sql: String, number: Int) {
        named = NamedSQL(sql)
        self.number = number
    }

    /// The variant that takes these inputs and values; values stand in the order of the statement's names.
    func variant(_ inputs: [Inputs.Column], _ values: [SQLValue]) -> Variant {
        if let known = variants.first(where: { $0.suits(inputs, values) }) { return known }
        let variant = Variant(
            name: "p\(number)_\(variants.count)", sql: named.text(inputs: inputs, in: .postgres), inputs: inputs,
            types: inputs.map(\.kind.arrayType) + values.map(\.type))
        variants.append(variant)
        return variant
    }
}
