import Foundation
import Messages

/// Everything that stands in УТ 11, as it answers itself.
struct Snapshot: Sendable {
    /// The entity sets that objects of the stand's 10.3 go to.
    static let sets = [
        "Catalog_Склады", "Catalog_Пользователи", "Catalog_ВидыЦен", "Catalog_Номенклатура",
        "Catalog_УпаковкиЕдиницыИзмерения", "Catalog_Партнеры", "Catalog_Контрагенты", "Catalog_ДоговорыКонтрагентов",
        "Document_ЗаказКлиента", "Document_РеализацияТоваровУслуг", "Document_УстановкаЦенНоменклатуры",
    ]

    var objects: [Address: JSON] = [:]

    init(of stand: StandPeer) async throws {
        for set in Self.sets {
            for object in try await stand.list(set) {
                guard let reference = object["Ref_Key"]?.string else { continue }
                objects[Address(set: set, reference: reference)] = object
            }
        }
    }

    /// Without what was there before anybody sent anything.
    func without(_ furniture: Snapshot) -> Snapshot {
        var snapshot = self
        for address in furniture.objects.keys { snapshot.objects[address] = nil }
        return snapshot
    }

    func name(_ address: Address) -> String {
        let object = objects[address]
        return object?["Number"]?.string ?? object?["Description"]?.string ?? "?"
    }

    /// What is otherwise than in the model's УТ 11, field by field. An object whose deletion was the last that was
    /// heard of it may be absent from one of them and marked in the other: what came of its content is chance.
    func discrepancies(from model: Snapshot, but gone: Set<Address>) -> [Discrepancy] {
        Set(objects.keys).union(model.objects.keys).sorted().flatMap { address -> [Discrepancy] in
            guard !gone.contains(address) else { return [] }
            let (wanted, has) = (model.objects[address], objects[address])
            guard let wanted, let has else {
                let name = wanted == nil ? name(address) : model.name(address)
                let (should, does) = wanted == nil ? ("нет", "есть") : ("есть", "нет")
                return [Discrepancy(address: address, name: name, field: "объект", wanted: should, has: does)]
            }
            let (one, other) = (Self.fields(wanted), Self.fields(has))
            return Set(one.keys).union(other.keys).sorted().filter { one[$0] != other[$0] }.map { field in
                Discrepancy(
                    address: address, name: name(address), field: field, wanted: one[field] ?? "нет",
                    has: other[field] ?? "нет")
            }
        }
    }

    /// Every property by its path: `Posted`, `Товары[3].Цена`.
    private static func fields(_ value: JSON, _ path: String = "") -> [String: String] {
        switch value {
        case .object(let members):
            let own = members.filter { $0.name != "DataVersion" && !$0.name.contains("@") }
            return own.reduce(into: [:]) { fields, member in
                let place = path.isEmpty ? member.name : path + "." + member.name
                fields.merge(Self.fields(member.value, place)) { one, _ in one }
            }
        case .array(let items):
            return items.enumerated().reduce(into: [path + ".строк": String(items.count)]) { fields, item in
                fields.merge(Self.fields(item.element, "\(path)[\(item.offset + 1)]")) { one, _ in one }
            }
        case .string(let text): return [path: text]
        default: return [path: value.text]
        }
    }
}
