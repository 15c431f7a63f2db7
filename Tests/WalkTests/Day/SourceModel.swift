import Foundation
import Messages
import Stand

/// What УТ 11 must hold when a feed is over, told from what 10.3 holds alone: the essentials, by the rules that people
/// of both programs would name. Knows nothing of mappings.
struct SourceModel: Sendable {
    static let nothing = "00000000-0000-0000-0000-000000000000"

    /// What must be there.
    private(set) var wanted: [Address: Essentials] = [:]
    /// What may be there if it is marked for deletion and not posted: it was deleted in 10.3.
    private(set) var gone: Set<Address> = []
    /// The last content of every object, by GUID.
    private var data: [String: JSON] = [:]

    init(_ plan: FeedPlan) throws {
        let finals = plan.finals
        for message in finals where message.operation == .upsert {
            data[message.object.id] = try JSONReader.read(message.body)["data"] ?? .null
        }
        for message in finals {
            guard let data = data[message.object.id] else {
                gone.formUnion(message.object.expected.map { Address(set: $0, reference: message.object.id) })
                if message.object.kind == .priceType { gone.insert(Self.priceType(message.object.id)) }
                continue
            }
            wanted.merge(essentials(of: message.object, data)) { one, _ in one }
        }
    }

    /// What is otherwise in УТ 11.
    func discrepancies(in snapshot: Snapshot) -> [Discrepancy] {
        let addresses = Set(wanted.keys).union(snapshot.objects.keys)
        return addresses.sorted().flatMap { address -> [Discrepancy] in
            func one(_ field: String, _ wanted: String, _ has: String) -> Discrepancy {
                Discrepancy(
                    address: address, name: snapshot.name(address), field: field, wanted: wanted, has: has)
            }
            guard let object = snapshot.objects[address] else { return [one("объект", "есть", "нет")] }
            if gone.contains(address) {
                let isGone = object["DeletionMark"] == true && object["Posted"] != true
                return isGone ? [] : [one("DeletionMark", "true, не проведён", "\(object["DeletionMark"] ?? .null)")]
            }
            guard let wanted = wanted[address] else { return [one("объект", "нет", "есть")] }
            let has = wanted.read(from: object)
            return wanted.values.keys.sorted().filter { wanted.values[$0] != has.values[$0] }.map { field in
                one(field, wanted.values[field] ?? "нет", has.values[field] ?? "нет")
            }
        }
    }

    private func essentials(of object: Object103, _ data: JSON) -> [Address: Essentials] {
        let id = object.id
        switch object.kind {
        case .partnerGroup, .unit: return [:]
        case .priceType: return [Self.priceType(id): priceType(data)]
        case .partner, .branch: return partner(id, data)
        case .order, .sale: return [Address(set: object.expected[0], reference: id): sale(object, data)]
        case .prices: return [Address(set: object.expected[0], reference: id): prices(data)]
        case .warehouse, .user, .itemGroup, .item, .service, .pack, .contract:
            var all = head(data)
            switch object.kind {
            case .item, .service, .itemGroup: item(object, data, &all)
            case .pack:
                all.set("Числитель", Essentials.number(data["Коэффициент"]))
                all.set("Owner", Self.id(data["Владелец"]))
            case .contract: contract(data, &all)
            case .warehouse: all.set("ТипСклада", data["ВидСклада"] == "Оптовый" ? "ОптовыйСклад" : "РозничныйМагазин")
            default: break
            }
            return [Address(set: object.expected[0], reference: id): all]
        }
    }

    private static func priceType(_ id: String) -> Address { Address(set: "Catalog_ВидыЦен", reference: id) }

    /// Whose partner it is in УТ 11: a branch has none of its own, its head's is its.
    func partner(of id: String) -> String {
        guard let head = head(of: id) else { return id }
        return partner(of: head)
    }

    /// The head of a branch; whoever is his own head is no branch.
    func head(of id: String) -> String? {
        let head = Self.id(data[id]?["ГоловнойКонтрагент"])
        return head == Self.nothing || head == id ? nil : head
    }

    /// The last content of an object.
    subscript(id: String) -> JSON? { data[id] }

    static func id(_ reference: JSON?) -> String {
        reference?["ref"]?.string ?? nothing
    }
}
