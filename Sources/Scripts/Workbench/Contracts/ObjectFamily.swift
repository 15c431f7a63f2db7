/// A family of 1С metadata objects under its three names: ours, OData's, and that of metadata dumps.
enum ObjectFamily: String, CaseIterable {
    case catalog = "Catalog"
    case document = "Document"
    case characteristics = "ChartOfCharacteristicTypes"
    case accounts = "ChartOfAccounts"
    case calculations = "ChartOfCalculationTypes"
    case exchangePlan = "ExchangePlan"
    case process = "BusinessProcess"
    case task = "Task"

    /// `Справочник`.
    var title: String {
        switch self {
        case .catalog: "Справочник"
        case .document: "Документ"
        case .characteristics: "ПланВидовХарактеристик"
        case .accounts: "ПланСчетов"
        case .calculations: "ПланВидовРасчета"
        case .exchangePlan: "ПланОбмена"
        case .process: "БизнесПроцесс"
        case .task: "Задача"
        }
    }

    /// `Справочник.Склады` of `Catalog_Склады` (OData), `CatalogRef.Склады` or `Catalog.Склады` (dumps); nil for what
    /// is no object that can be referred to.
    static func type(_ spelled: Substring) -> String? {
        for family in allCases {
            for head in ["\(family.rawValue)_", "\(family.rawValue)Ref.", "\(family.rawValue)."]
            where spelled.hasPrefix(head) && spelled.count > head.count {
                return "\(family.title).\(spelled.dropFirst(head.count))"
            }
        }
        return nil
    }

    /// `Справочник.Склады` of `СправочникСсылка.Склады`, as exchange rules spell it.
    static func type(ruled spelled: String) -> String? {
        for family in allCases where spelled.hasPrefix("\(family.title)Ссылка.") {
            return "\(family.title).\(spelled.dropFirst("\(family.title)Ссылка.".count))"
        }
        return nil
    }
}
