extension ExchangeRule {
    /// A rule of a module for objects, taken in one direction: what is read and what is written change places.
    init(objects record: ModuleRecord, _ direction: RuleDirection, of module: BSLModule) {
        let own = Self.ownType(record.field("ОбъектДанных"))
        let format = record.field("ОбъектФормата").words.map { ObjectFamily.ruled($0) ?? $0 }
        let isSending = direction == .sending
        let handlers = direction.events.compactMap { event in
            record.field(event).words.flatMap { Self.handler(event, $0, of: module) }
        }
        let filler = handlers.first?.event ?? "алгоритм"
        let pair = { (pair: ModuleRecord.Pair) in Self.property(pair, isSending: isSending, filler: filler) }
        let tables = record.tables.map { table in
            RuleProperty(
                source: Self.side(isSending ? table.own : table.format, "ТабличнаяЧасть"),
                target: Self.side(isSending ? table.format : table.own, "ТабличнаяЧасть"),
                remark: table.own.words == nil || table.format.words == nil
                    ? "ПЕРЕПИСАТЬ: строки собирает \(filler)" : nil,
                group: table.pairs.map(pair))
        }
        let (searches, notes) = Self.searches(record, isSending: isSending)
        self.init(
            code: record.field("ИмяПКО").words ?? "", origin: "правила КД3 (\(module.place(record.line)))",
            source: isSending ? own : format,
            target: (isSending ? format : own) ?? (isSending ? "(нет объекта формата)" : "(нет объекта 1С)"),
            properties: record.pairs.map(pair) + tables, searches: searches, handlers: handlers,
            notes: Self.notes(record, direction) + notes)
    }

    /// A rule of a module for predefined data: pairs of values of one direction; nil when it has none there.
    init?(values record: ModuleRecord, _ direction: RuleDirection, of module: BSLModule) {
        let field = direction == .sending ? "конвертациизначенийприотправке" : "конвертациизначенийприполучении"
        let values = (record.maps[field] ?? []).compactMap { pair in
            if let from = pair.from.bare, let to = pair.to.bare { return (source: from, target: to) }
            return nil
        }
        guard let code = record.field("ИмяПКПД").words, !values.isEmpty else { return nil }
        let isTwofold = direction == .receiving && record.maps.count > 1
        self.init(
            code: isTwofold ? "\(code)_Получение" : code, origin: "правила КД3 (\(module.place(record.line)))",
            source: nil, target: "ПеречислениеСсылка.\(code)", values: values)
    }

    /// `СправочникСсылка.Банки` of `Метаданные.Справочники.Банки`; other objects as they are written.
    private static func ownType(_ value: BSLValue) -> String? {
        guard case .path(let names) = value else { return nil }
        let path = ["метаданные", "metadata"].contains(names[0].lowercased()) ? Array(names.dropFirst()) : names
        guard path.count == 2 else { return path.joined(separator: ".") }
        return ObjectFamily.ruled(collection: path[0], name: path[1]) ?? path.joined(separator: ".")
    }

    /// A handler with its text; nil for one that does nothing.
    static func handler(_ event: String, _ name: String, of module: BSLModule) -> RuleHandler? {
        guard let method = module.method(name) else {
            return RuleHandler(event: event, code: [], account: "процедуры \(name) в модуле нет")
        }
        guard !method.body.isEmpty else { return nil }
        let account = HandlerReading(method, of: module).account
        return RuleHandler(event: event, code: method.code, account: "\(method.name), \(account)")
    }

    private static func side(_ value: BSLValue, _ kind: String) -> RuleProperty.Side? {
        value.words.map { RuleProperty.Side(name: $0, kind: kind, type: "") }
    }

    private static func property(_ pair: ModuleRecord.Pair, isSending: Bool, filler: String) -> RuleProperty {
        let rule = pair.rule.map { " (правило «\($0)»)" } ?? ""
        let remarks =
            (pair.isComputed ? ["ПЕРЕПИСАТЬ: заполняет \(filler)\(rule)"] : [])
            + (pair.condition.map { ["ПРОВЕРИТЬ: только если \($0)"] } ?? [])
        return RuleProperty(
            source: side(isSending ? pair.own : pair.format, "Реквизит"),
            target: side(isSending ? pair.format : pair.own, "Реквизит"), rule: pair.rule,
            remark: remarks.isEmpty ? nil : remarks.joined(separator: "; "))
    }

    /// Search fields are named as the configuration names them; a sending rule writes the format's names.
    private static func searches(_ record: ModuleRecord, isSending: Bool) -> (groups: [[String]], notes: [String]) {
        guard record.field("ВариантИдентификации").words != "ПоУникальномуИдентификатору" else {
            return ([], ["КД3 ищет объект только по GUID."])
        }
        let names = Dictionary(
            record.pairs.map { ($0.own.words ?? "", $0.format.words) }, uniquingKeysWith: { first, _ in first })
        var (groups, notes): ([[String]], [String]) = ([], [])
        for list in record.list("ПоляПоиска").compactMap(\.words) {
            let fields = list.split(separator: ",").map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
            let group = isSending ? fields.compactMap { names[$0] ?? nil } : fields
            if group.count == fields.count, !group.isEmpty {
                groups.append(group)
            } else {
                notes.append("ПРОВЕРИТЬ: КД3 ищет объект и по полям \(list), но не все они отправляются.")
            }
        }
        return (groups, notes)
    }

    private static func notes(_ record: ModuleRecord, _ direction: RuleDirection) -> [String] {
        let format = record.field("ОбъектФормата").words ?? "?"
        var notes = [
            direction == .sending
                ? "Слева стоят поля формата (\(format)), а не приёмника: сверьте с его контрактом."
                : "Справа стоят поля формата (\(format)), а не источника: сверьте с его контрактом."
        ]
        if record.field("ПравилоДляГруппыСправочника") == .flag(true) {
            notes.append("Правило — только для групп справочника: для остальных нужен skip(…).")
        }
        if record.field("ВариантИдентификации").words == "ПоПолямПоиска" {
            notes.append("КД3 ищет объект только по полям поиска, GUID источника не смотрит.")
        }
        return notes
    }
}
