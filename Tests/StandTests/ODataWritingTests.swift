import Foundation
import HTTPTypes
import Messages
import Stand
import Testing

@Suite("УТ 11 writes what it understood, and is silent about the rest")
struct ODataWritingTests {
    private let items = "Catalog_Номенклатура"
    private let sales = "Document_РеализацияТоваровУслуг"

    @Test("a POST answers 201 with the whole object and its address in raw Cyrillic")
    func created() async throws {
        try await UT11Caller.with(UT11Caller.stand()) { ut11 in
            let guid = UT11Caller.guid(1)
            let answer = try await ut11.call(
                .post, items, ["Ref_Key": .string(guid), "Description": "Дрель", "Code": "К-1"])
            #expect(answer.status == 201)
            #expect(answer["Ref_Key"]?.string == guid)
            #expect(answer["Code"]?.string == "К-1")
            #expect(answer["Parent_Key"]?.string == "00000000-0000-0000-0000-000000000000")
            #expect(answer["ТипНоменклатуры"]?.string == "")
            #expect(answer["DeletionMark"] == false)
            #expect(answer.headers[.location]?.hasSuffix("/Catalog_Номенклатура(guid'\(guid)')") == true)
        }
    }

    @Test("a base that does not honour Ref_Key makes its own; one that does refuses a taken key with code 15")
    func callerChosenKey() async throws {
        let guid = UT11Caller.guid(2)
        let body: JSON = ["Ref_Key": .string(guid), "Description": "Дрель"]
        try await UT11Caller.with(UT11Caller.stand(UT11Settings(honoursRefKey: false))) { ut11 in
            let answer = try await ut11.call(.post, items, body)
            #expect(answer.status == 201)
            #expect(answer["Ref_Key"]?.string != guid)
        }
        try await UT11Caller.with(UT11Caller.stand()) { ut11 in
            _ = try await ut11.call(.post, items, body)
            let again = try await ut11.call(.post, items, body)
            #expect(again.status == 400)
            #expect(again.code == "15")
        }
    }

    @Test("unknown properties vanish, long strings are cut, strings in Int64 are dropped, numbers are rounded and held")
    func silentLosses() async throws {
        try await UT11Caller.with(UT11Caller.stand()) { ut11 in
            let answer = try await ut11.call(
                .post, items,
                [
                    "Description": "Дрель", "Артикл": "опечатка", "Артикул": "0123456789АБВ",
                    "Штрихкод": "4600000000017",
                    "ВесЧислитель": .number("1.239"), "СрокГодности": 123_456,
                ])
            #expect(answer.status == 201)
            #expect(answer["Артикл"] == nil)
            #expect(answer["Артикул"]?.string == "0123456789")
            #expect(answer["Штрихкод"]?.string == "0")
            #expect(answer["ВесЧислитель"] == .number("1.24"))
            #expect(answer["СрокГодности"] == 9999)
        }
    }

    @Test("a wrong GUID or boolean is 400 with code 1 and the value in it; an array for a string and bad JSON are 500")
    func loudErrors() async throws {
        try await UT11Caller.with(UT11Caller.stand()) { ut11 in
            let guid = try await ut11.call(.post, items, ["Parent_Key": "не guid"])
            #expect(guid.status == 400 && guid.code == "1" && guid.text.contains("не guid"))
            let flag = try await ut11.call(.post, items, ["IsFolder": "да"])
            #expect(flag.status == 400 && flag.code == "1" && flag.text.contains("да"))
            let array = try await ut11.call(.post, items, ["Description": ["Дрель"]])
            #expect(array.status == 500 && array.code == "-1")
            let broken = try await ut11.send(
                .post, "/ut11/odata/standard.odata/Catalog_Номенклатура?$format=json", Array("{\"Descr".utf8),
                login: "Обмен:обмен")
            #expect(broken.status == 500 && broken.code == "-1")
        }
    }

    @Test("a PATCH keeps what it does not name, replaces a table part whole, and moves DataVersion every time")
    func patched() async throws {
        try await UT11Caller.with(UT11Caller.stand()) { ut11 in
            let one = UT11Caller.guid(1)
            let created = try await ut11.call(
                .post, sales, ["Ref_Key": .string(one), "Number": "00-1", "Комментарий": "да", "Товары": rows(2)])
            let row = created["Товары"]?.array?.first
            #expect(row?["LineNumber"]?.string == "1")
            #expect(row?["Количество"] == .number("1.5"))
            let body: JSON = ["Товары": rows(1)]
            let first = try await ut11.call(.patch, "\(sales)(guid'\(one)')", body)
            #expect(first.status == 200)
            #expect(first["Комментарий"]?.string == "да")
            #expect(first["Товары"]?.array?.count == 1)
            let second = try await ut11.call(.patch, "\(sales)(guid'\(one)')", body)
            #expect(first["DataVersion"] != created["DataVersion"])
            #expect(second["DataVersion"] != first["DataVersion"])
        }
    }

    @Test("a row without LineNumber breaks the service; a PATCH of nothing is code 9; a dangling reference is taken")
    func rowsAndReferences() async throws {
        try await UT11Caller.with(UT11Caller.stand()) { ut11 in
            let bare = try await ut11.call(.post, sales, ["Товары": [["Количество": 1]]])
            #expect(bare.status == 500 && bare.code == "-1")
            let absent = try await ut11.call(.patch, "\(sales)(guid'\(UT11Caller.guid(9))')", ["Number": "1"])
            #expect(absent.status == 404 && absent.code == "9")
            let dangling = try await ut11.call(.post, sales, ["Партнер_Key": .string(UT11Caller.guid(77))])
            #expect(dangling.status == 201)
            #expect(dangling["Партнер_Key"]?.string == UT11Caller.guid(77))
        }
    }

    @Test("a composite reference needs its type; without one it stays undefined")
    func composite() async throws {
        try await UT11Caller.with(UT11Caller.stand()) { ut11 in
            let guid = JSON.string(UT11Caller.guid(5))
            let typed = try await ut11.call(
                .post, sales, ["Сделка": guid, "Сделка_Type": "StandardODATA.Catalog_Партнеры"])
            #expect(typed["Сделка"] == guid)
            #expect(typed["Сделка_Type"]?.string == "StandardODATA.Catalog_Партнеры")
            let bare = try await ut11.call(.post, sales, ["Сделка": guid])
            #expect(bare["Сделка"]?.string == "")
            #expect(bare["Сделка_Type"]?.string == "StandardODATA.Undefined")
        }
    }

    private func rows(_ count: Int) -> JSON {
        .array(
            (1...count).map { number in
                [
                    "LineNumber": JSON(number), "Номенклатура_Key": .string(UT11Caller.guid(number)),
                    "Количество": .number("1.500"),
                ]
            })
    }
}
