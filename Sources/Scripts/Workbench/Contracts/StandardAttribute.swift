/// An attribute that the platform gives objects by itself, under OData's name and 1С's.
enum StandardAttribute: String, CaseIterable {
    case reference = "Ref"
    case code = "Code"
    case name = "Description"
    case number = "Number"
    case date = "Date"
    case posted = "Posted"
    case deletionMark = "DeletionMark"
    case parent = "Parent"
    case owner = "Owner"
    case folder = "IsFolder"

    /// The attribute of a name on the wire or in a dump.
    init?(named name: some StringProtocol) { self.init(rawValue: String(name)) }

    /// The name in 1С.
    var title: String {
        switch self {
        case .reference: "Ссылка"
        case .code: "Код"
        case .name: "Наименование"
        case .number: "Номер"
        case .date: "Дата"
        case .posted: "Проведен"
        case .deletionMark: "ПометкаУдаления"
        case .parent: "Родитель"
        case .owner: "Владелец"
        case .folder: "ЭтоГруппа"
        }
    }
}
