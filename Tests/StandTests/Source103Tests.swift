import Foundation
import Messages
import Testing

@testable import Stand

@Suite("10.3 is believable, and the same for the same seed")
struct Source103Tests {
    @Test("the same seed gives the same bytes, another seed others")
    func deterministic() {
        let (one, same, other) = (
            FeedPlan(seed: 7, count: 200), FeedPlan(seed: 7, count: 200), FeedPlan(seed: 8, count: 200)
        )
        #expect(one.steps == same.steps)
        #expect(Set(one.steps.map(\.key)).isDisjoint(with: other.steps.map(\.key)))
        #expect(one.source.objects.count == 200)
    }

    @Test("names stay unique when their dirt is cleaned, and some are dirty")
    func names() {
        let source = Source103(seed: 3, count: 500)
        let catalogs = source.objects.filter { !$0.isDocument }
        #expect(Set(catalogs.map(\.name)).count == catalogs.count)
        let shown = catalogs.compactMap { source.data($0, version: 1)["Наименование"]?.string }
        #expect(shown.contains { $0.contains("\u{A0}") })
        #expect(shown.contains { $0.contains("  ") })
        #expect(shown.contains { $0.contains { $0.isASCII && $0.isLowercase } && $0.contains { $0 > "а" && $0 < "я" } })
        #expect(shown.allSatisfy { $0.count <= 100 })
        let warehouses = source.of(.warehouse).map { source.data($0, version: 9)["Наименование"]?.string ?? "" }
        #expect(warehouses.allSatisfy { !$0.isEmpty && $0.count <= 50 })
    }

    @Test("ИНН have valid check digits, a branch shares its head's and has its own КПП")
    func taxNumbers() throws {
        let source = Source103(seed: 3, count: 600)
        for partner in source.of(.partner, .branch) {
            let inn = source.data(partner, version: 1)["ИНН"]?.string ?? ""
            #expect(inn.isEmpty || Self.isValid(inn), "\(inn)")
        }
        let branch = try #require(source.of(.branch).first)
        let head = source.object(try #require(branch.needs.last))
        let (own, heads) = (source.data(branch, version: 1), source.data(head, version: 1))
        #expect(own["ИНН"] == heads["ИНН"])
        #expect(own["КПП"] != heads["КПП"])
        #expect(own["ГоловнойКонтрагент"]?["ref"]?.string == head.id)
        #expect(heads["ГоловнойКонтрагент"]?["ref"]?.string == head.id)
    }

    @Test("a sale leans on objects that exist, counts in packs of twelve, and its total is the sum of its rows")
    func sales() {
        let source = Source103(seed: 5, count: 400)
        var factors = Set<Int>()
        for sale in source.of(.sale) {
            let data = source.data(sale, version: 1)
            let goods = data["Товары"]?.array ?? []
            let rows = goods + (data["Услуги"]?.array ?? [])
            #expect((1...30).contains(goods.count))
            factors.formUnion(goods.compactMap { $0["Коэффициент"]?.int })
            let ids = Set(source.objects.map(\.id))
            #expect(rows.allSatisfy { ids.contains($0["Номенклатура"]?["ref"]?.string ?? "") })
            let included = data["СуммаВключаетНДС"] == true
            let sum = rows.reduce(0) { $0 + Self.kopecks($1["Сумма"]) + (included ? 0 : Self.kopecks($1["СуммаНДС"])) }
            #expect(Self.kopecks(data["СуммаДокумента"]) == sum)
            #expect(data["ДоверенностьДата"]?.string == "0001-01-01T00:00:00")
            #expect(data["Грузополучатель"]?["ref"]?.string == "00000000-0000-0000-0000-000000000000")
        }
        #expect(factors == [1, 12])
    }

    @Test("every version of every object carries its own witness in the text that the ledger will look for")
    func witnesses() {
        let source = Source103(seed: 5, count: 100)
        for object in source.objects {
            for version in 1...2 {
                let text = source.data(object, version: version).text
                #expect(Witness.all(in: text) == [object.witness(version)], "\(object.kind)")
            }
        }
    }

    private static func kopecks(_ value: JSON?) -> Int {
        guard case .number(let text) = value else { return 0 }
        return Int(text.replacing(".", with: "")) ?? 0
    }

    private static func isValid(_ inn: String) -> Bool {
        let digits = inn.compactMap(\.wholeNumberValue)
        func check(_ weights: [Int]) -> Int { zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11 % 10 }
        if digits.count == 10 { return digits[9] == check([2, 4, 10, 3, 5, 9, 4, 6, 8]) }
        return digits.count == 12 && digits[10] == check([7, 2, 4, 10, 3, 5, 9, 4, 6, 8])
            && digits[11] == check([3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8])
    }
}
