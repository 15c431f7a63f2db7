/// Reads the statements of one method that fills rules. A variable is what it was last given, as in the method.
struct ModuleRecordReader {
    private enum Variable {
        case rule
        case header
        case table(Int)
        case map([(from: BSLValue, to: BSLValue)])
    }

    private(set) var records: [ModuleRecord] = []
    /// What was not understood, with its line.
    private(set) var unread: [(line: Int, text: String)] = []
    private var variables: [String: Variable] = [:]

    /// A new rule begins with a name field that the rule at hand already has.
    private static let names: Set<String> = ["имяпко", "имяпкпд"]
    private static let makers: Set<String> = ["инициализироватьправилоконвертацииобъекта", "добавить"]

    static func read(_ method: BSLMethod) -> ModuleRecordReader {
        var reader = ModuleRecordReader()
        for statement in method.statements where !reader.take(statement) {
            let isPlain = ["возврат", "return", "перем", "var"].contains(statement.tokens[0].folded)
            if !isPlain { reader.unread.append((statement.line, String(statement.text.prefix(80)))) }
        }
        return reader
    }

    private mutating func take(_ statement: BSLStatement) -> Bool {
        if let call = statement.call { return take(call, statement) }
        guard let (path, value) = statement.assignment else { return false }
        if path.count == 1 { return bind(path[0].folded, value, statement) }
        guard path.count == 2 else { return false }
        fill(path[1].folded, value, statement)
        return true
    }

    // MARK: - What a variable is

    private mutating func bind(_ name: String, _ value: ArraySlice<BSLToken>, _ statement: BSLStatement) -> Bool {
        if let call = BSLCall(value) {
            if call.method == "добавитьпктч" {
                needRule(statement)
                records[records.count - 1].tables.append(.init(own: call.value(1), format: call.value(2)))
                variables[name] = .table(records[records.count - 1].tables.count - 1)
                return true
            }
            guard Self.makers.contains(call.method) else { return false }
            begin(statement)
            variables[name] = .rule
            return true
        }
        if value.first?.keyword == .new {
            variables[name] = .map([])
            return true
        }
        guard BSLStatement.path(at: value).last?.folded == "свойства" else { return false }
        variables[name] = .header
        return true
    }

    private mutating func begin(_ statement: BSLStatement) {
        records.append(ModuleRecord(line: statement.line, directions: RuleDirection.all(of: statement)))
    }

    private mutating func needRule(_ statement: BSLStatement) {
        if records.isEmpty { begin(statement) }
    }

    private mutating func fill(_ field: String, _ value: ArraySlice<BSLToken>, _ statement: BSLStatement) {
        needRule(statement)
        if Self.names.contains(field), records[records.count - 1].fields[field] != nil { begin(statement) }
        let read = BSLValue(value)
        if case .path(let names) = read, names.count == 1, case .map(let pairs)? = variables[names[0].lowercased()] {
            records[records.count - 1].maps[field] = pairs
        }
        records[records.count - 1].fields[field] = read
    }

    // MARK: - What is called

    private mutating func take(_ call: BSLCall, _ statement: BSLStatement) -> Bool {
        switch call.method {
        case "добавитьпкс": return addPair(call, statement)
        case "добавитьпктч":
            needRule(statement)
            records[records.count - 1].tables.append(.init(own: call.value(1), format: call.value(2)))
            return true
        case "вставить" where call.path.count == 2 && call.arguments.count == 2:
            let name = call.path[0].folded
            guard case .map(let pairs)? = variables[name] else { return false }
            variables[name] = .map(pairs + [(call.value(0), call.value(1))])
            return true
        case "добавить" where call.path.count >= 3 && call.arguments.count == 1:
            needRule(statement)
            records[records.count - 1].lists[call.path[call.path.count - 2].folded, default: []].append(call.value(0))
            return true
        default: return false
        }
    }

    private mutating func addPair(_ call: BSLCall, _ statement: BSLStatement) -> Bool {
        let values = [call.value(1), call.value(2)]
        let isKnown = values.allSatisfy { value in
            if case .text = value { return true }
            return value == .nothing
        }
        guard isKnown, values.contains(where: { $0.words != nil }) else { return false }
        needRule(statement)
        let conditions = statement.conditions.filter { !RuleDirection.isAsked(by: $0) }
        let pair = ModuleRecord.Pair(
            own: values[0], format: values[1],
            isComputed: ![.nothing, .number("0"), .flag(false)].contains(call.value(3)), rule: call.value(4).words,
            condition: conditions.last?.text)
        let place = BSLStatement.path(at: call.arguments.first ?? []).first.flatMap { variables[$0.folded] }
        let last = records.count - 1
        if case .table(let index)? = place, records[last].tables.indices.contains(index) {
            records[last].tables[index].pairs.append(pair)
        } else {
            records[last].pairs.append(pair)
        }
        return true
    }
}
