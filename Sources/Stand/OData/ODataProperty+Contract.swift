import Messages

extension ODataProperty {
    private static let standard = [
        "Наименование": "Description", "Код": "Code", "Номер": "Number", "Дата": "Date",
        "ПометкаУдаления": "DeletionMark", "Проведен": "Posted", "Родитель": "Parent", "Владелец": "Owner",
        "ЭтоГруппа": "IsFolder",
        "НомерСтроки": "LineNumber",
    ]

    /// The property that a field of a contract becomes: its name and type follow mechanically.
    init(field: Field, named title: String) {
        let base = Self.standard[title] ?? title
        self.title = title
        isRequired = field.isRequired
        switch field.kind {
        case .string(let length):
            (name, kind) = (base, .string(length: length))
        case .number(let digits, let fraction) where fraction > 0:
            (name, kind) = (base, .double(digits: digits, fraction: fraction))
        case .number(let digits, _):
            (name, kind) = (base, digits > 9 ? .long(digits: digits) : .whole(digits: digits))
        case .boolean:
            (name, kind) = (base, .boolean)
        case .any:
            (name, kind) = (base, .any)
        case .date:
            (name, kind) = (base, .date)
        case .enumeration(let values):
            (name, kind) = (base, .enumeration(values))
        case .reference(let types) where types.count == 1:
            (name, kind) = (base + "_Key", .reference(ODataEntity.set(ofType: types[0])))
        case .reference(let types):
            (name, kind) = (base, .composite(types.map(ODataEntity.set(ofType:))))
        }
    }

    /// A standard attribute that the platform adds to every object whether the contract names it or not.
    init(standard title: String, kind: Kind) {
        name = Self.standard[title] ?? title
        self.title = title
        self.kind = kind
        isRequired = false
    }
}
