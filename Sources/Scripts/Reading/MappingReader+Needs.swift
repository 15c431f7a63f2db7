import Messages
import YAML

extension MappingReader {
    /// A path of `needs` must go through a reference, by attributes that the source's contract knows.
    mutating func checkNeeded(_ path: String, _ from: (system: String, type: String)) {
        guard let contract = contracts[from.system], contract.types[from.type] != nil else { return }
        let names = NeedPath(path).names
        var types = [from.type]
        var crossed = false
        var rest = names[...]
        while let name = rest.first {
            rest = rest.dropFirst()
            let described = types.compactMap { contract.types[$0] }
            if let rows = described.compactMap({ $0.tables[name] }).first {
                guard let column = rest.first else { break }
                rest = rest.dropFirst()
                guard let field = rows[column] else { return unknown(column, rows.keys, types, path) }
                guard let next = follow(field, rest.isEmpty, column, path) else { return }
                (types, crossed) = (next, crossed || !rest.isEmpty)
            } else if let field = described.compactMap({ $0.fields[name] }).first {
                guard let next = follow(field, rest.isEmpty, name, path) else { return }
                (types, crossed) = (next, crossed || !rest.isEmpty)
            } else {
                return unknown(name, described.flatMap { Array($0.fields.keys) + Array($0.tables.keys) }, types, path)
            }
        }
        if !crossed {
            tell("needs", "needs: «\(path)» не идёт через ссылку: свои реквизиты документа читаются и так", at: path)
        }
    }

    /// The types that the path goes on with; nil after what is wrong was told.
    private mutating func follow(_ field: Field, _ isLast: Bool, _ name: String, _ path: String) -> [String]? {
        if isLast { return [] }
        guard case .reference(let types) = field.kind else {
            tell("needs", "needs: «\(path)»: «\(name)» — не ссылка, дальше пути нет", at: path)
            return nil
        }
        return types
    }

    private mutating func unknown(
        _ name: String, _ known: some Sequence<String>, _ types: [String], _ path: String
    ) {
        let near = NearestWord.advice(on: name, among: Array(known))
        let whose = types.joined(separator: ", ")
        tell("needs", "needs: «\(path)»: реквизита «\(name)» нет у \(whose)\(near)", at: path)
    }
}
