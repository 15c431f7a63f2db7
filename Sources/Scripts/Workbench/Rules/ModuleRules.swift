/// The rules of a module that exchanges through the universal format, as «Конвертация данных» 3 writes it.
struct ModuleRules {
    /// Rules to make drafts of, each with the direction it is taken in.
    private(set) var drafted: [(rule: ExchangeRule, direction: RuleDirection)] = []
    /// Rules by the name that properties call them by.
    private(set) var byCode: [RuleDirection: [String: ExchangeRule]] = [:]
    /// Code of the module that belongs to no rule for objects.
    private(set) var handlers: [String] = []
    /// What was left out, and why.
    private(set) var remarks: [String] = []

    private let module: BSLModule
    private let wanted: RuleDirection?

    /// - Parameter direction: nil for both.
    /// - Throws: when no rule is in the module.
    init(_ module: BSLModule, direction: RuleDirection?) throws(WorkbenchFault) {
        self.module = module
        wanted = direction
        let read = Self.records(of: module)
        let objects = read.filter { $0.record.field("ИмяПКО").words != nil }
        let values = read.filter { $0.record.field("ИмяПКПД").words != nil }
        guard !objects.isEmpty || !values.isEmpty else {
            throw WorkbenchFault(
                "\(module.name): это не правила КД: нужен XML с ПравилаОбмена (КД2) или модуль менеджера обмена (КД3), "
                    + "где правилам дают ИмяПКО")
        }
        take(values: values.map(\.record))
        take(objects: objects)
        take(processing: read.filter { !$0.record.list("ИспользуемыеПКО").isEmpty })
        for event in ["ПередКонвертацией", "ПослеКонвертации", "ПередОтложеннымЗаполнением"] {
            guard module.method(event) != nil, let handler = ExchangeRule.handler(event, event, of: module) else {
                continue
            }
            handlers.append("модуль: \(event) — \(handler.account ?? "")")
        }
    }

    /// The rules of all methods, without records of other kinds.
    private static func records(of module: BSLModule) -> [(record: ModuleRecord, method: BSLMethod, unread: [String])] {
        module.methods.flatMap { method in
            let reader = ModuleRecordReader.read(method)
            let rules = reader.records.filter(\.isRule)
            let unread = reader.unread.map { "\(module.place($0.line)): не прочитано: \($0.text)" }
            return rules.enumerated().map { ($0.element, method, $0.offset == 0 ? unread : []) }
        }
    }

    private mutating func take(values records: [ModuleRecord]) {
        for record in records {
            for direction in RuleDirection.allCases {
                guard let rule = ExchangeRule(values: record, direction, of: module) else { continue }
                byCode[direction, default: [:]][record.field("ИмяПКПД").words ?? ""] = rule
                if wanted == nil || wanted == direction { drafted.append((rule, direction)) }
            }
        }
    }

    private mutating func take(objects: [(record: ModuleRecord, method: BSLMethod, unread: [String])]) {
        let calls = Calls(of: "ЗаполнитьПравилаКонвертацииОбъектов", in: module)
        var (idle, other, twofold): ([String], Int, Int) = ([], 0, 0)
        for (record, method, unread) in objects {
            remarks += unread.map(DraftText.line)
            let name = record.field("ИмяПКО").words ?? ""
            let directions = calls.directions(of: method) ?? Self.guessed(record)
            for direction in directions {
                let rule = ExchangeRule(objects: record, direction, of: module)
                byCode[direction, default: [:]].merge([name: rule]) { first, _ in first }
            }
            if directions.isEmpty { idle.append(name) }
            if wanted == nil, directions.count > 1 { twofold += 1 }
            let chosen = wanted ?? (directions.contains(.sending) ? .sending : .receiving)
            if let rule = byCode[chosen]?[name], directions.contains(chosen) {
                drafted.append((rule, chosen))
            } else if !directions.isEmpty {
                other += 1
            }
        }
        if !idle.isEmpty { remarks.append("правила, которых модуль не вызывает: \(idle.joined(separator: ", "))") }
        if other > 0 { remarks.append("правил другого направления: \(other)") }
        if twofold > 0 {
            remarks.append(
                "двусторонних правил: \(twofold), их черновики — на отправку; на получение — с --direction получение")
        }
    }

    /// Which rule an object goes by is decided in code; so is what is sent at all.
    private mutating func take(processing: [(record: ModuleRecord, method: BSLMethod, unread: [String])]) {
        let calls = Calls(of: "ЗаполнитьПравилаОбработкиДанных", in: module)
        for (record, method, unread) in processing {
            remarks += unread.map(DraftText.line)
            let directions = calls.directions(of: method) ?? Set(RuleDirection.allCases)
            if let wanted, !directions.contains(wanted) { continue }
            let used = record.list("ИспользуемыеПКО").compactMap(\.words)
            for event in ["ПриОбработке", "ВыборкаДанных"] {
                guard let name = record.field(event).words,
                    let handler = ExchangeRule.handler(event, name, of: module)
                else { continue }
                let choice = event == "ПриОбработке" ? "; выбирает из \(used.joined(separator: ", "))" : ""
                let rule = record.field("Имя").words ?? method.name
                handlers.append(DraftText.line("ПОД \(rule): \(event) — \(handler.account ?? "")\(choice)"))
            }
        }
    }

    /// A piece of a module without the method that calls its rules: their names and handlers tell.
    private static func guessed(_ record: ModuleRecord) -> Set<RuleDirection> {
        let name = record.field("ИмяПКО").words ?? ""
        if name.hasSuffix("_Отправка") { return [.sending] }
        if name.hasSuffix("_Получение") { return [.receiving] }
        let handled = RuleDirection.allCases.filter { direction in
            direction.events.contains { record.field($0).words != nil }
        }
        return handled.count == 1 ? Set(handled) : record.directions
    }
}

extension ModuleRules {
    /// Which methods that add a rule are called, and for which direction.
    private struct Calls {
        private let caller: BSLMethod?
        private var directions: [String: Set<RuleDirection>] = [:]

        init(of name: String, in module: BSLModule) {
            caller = module.method(name)
            for statement in caller?.statements ?? [] {
                guard let call = statement.call else { continue }
                directions[call.method, default: []].formUnion(RuleDirection.all(of: statement))
            }
        }

        /// Empty for a method that nobody calls; nil when that cannot be told.
        func directions(of method: BSLMethod) -> Set<RuleDirection>? {
            guard let caller, caller.folded != method.folded else { return nil }
            return directions[method.folded] ?? []
        }
    }
}
