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

    /// Its collection in code: `Справочники`.
    private var collection: String {
        switch self {
        case .catalog: "Справочники"
        case .document: "Документы"
        case .characteristics: "ПланыВидовХарактеристик"
        case .accounts: "ПланыСчетов"
        case .calculations: "ПланыВидовРасчета"
        case .exchangePlan: "ПланыОбмена"
        case .process: "БизнесПроцессы"
        case .task: "Задачи"
        }
    }

    /// `СправочникСсылка.Склады`, as exchange rules spell it, of `Справочники` and `Склады`; nil for a register.
    static func ruled(collection: String, name: String) -> String? {
        allCases.first { $0.collection.lowercased() == collection.lowercased() }.map { "\($0.title)Ссылка.\(name)" }
    }

    /// `СправочникСсылка.Склады` of `Справочник.Склады`; nil for what is no object that can be referred to.
    static func ruled(_ type: String) -> String? {
        let parts = type.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2, allCases.contains(where: { $0.title == parts[0] }) else { return nil }
        return "\(parts[0])Ссылка.\(parts[1])"
    }

    /// `Справочник.Склады` of `СправочникСсылка.Склады`, as exchange rules spell it.
    static func type(ruled spelled: String) -> String? {
        for family in allCases where spelled.hasPrefix("\(family.title)Ссылка.") {
            return "\(family.title).\(spelled.dropFirst("\(family.title)Ссылка.".count))"
        }
        return nil
    }
}
