import HTTPTypes
import Messages
import Stand
import Testing

@Suite("УТ 11 checks on posting what it let pass on writing")
struct ODataPostingTests {
    private let sales = "Document_РеализацияТоваровУслуг"
    private let post = "/Post"
    private let one = UT11Caller.guid(1)

    @Test("a document with empty required fields is written, and refused on posting with their names")
    func fillCheck() async throws {
        let stand = UT11Caller.stand()
        try await UT11Caller.with(stand) { ut11 in
            _ = try await ut11.call(
                .post, sales,
                [
                    "Ref_Key": .string(one), "Date": "2026-11-27T09:30:00",
                    "Товары": [["LineNumber": 1, "Количество": 0]],
                ])
            let refused = try await ut11.call(
                .post, "\(sales)(guid'\(one)')/Post", query: "PostingModeOperational=false&$format=json")
            #expect(refused.status == 500 && refused.code == "-1")
            for name in ["Организация", "Партнер", "Номенклатура", "Количество"] {
                #expect(refused.text.contains(name))
            }
            #expect(!refused.text.contains("Дата"))
            #expect(stand.base.object(sales, one)?.isPosted == false)
        }
    }

    @Test("a posting refused for a reference to nothing succeeds once the object is there, and again without an effect")
    func dangling() async throws {
        let stand = UT11Caller.stand()
        try await UT11Caller.with(stand) { ut11 in
            _ = try await ut11.call(.post, sales, whole())
            let refused = try await ut11.call(.post, "\(sales)(guid'\(one)')/Post")
            #expect(refused.status == 500 && refused.text.contains(UT11Caller.guid(3)))
            _ = try await ut11.call(
                .post, "Catalog_Партнеры", ["Ref_Key": .string(UT11Caller.guid(3)), "Description": "П"])
            _ = try await ut11.call(
                .post, "Catalog_Номенклатура", ["Ref_Key": .string(UT11Caller.guid(4)), "Description": "Н"])
            for _ in 1...2 {
                let posted = try await ut11.call(
                    .post, "\(sales)(guid'\(one)')/Post", query: "PostingModeOperational=false")
                #expect(posted.status == 200)
            }
            let unposted = try await ut11.call(.post, "\(sales)(guid'\(one)')/Unpost")
            #expect(unposted.status == 200)
            #expect(stand.base.object(sales, one)?.effects.map(\.kind) == [.created, .posted, .unposted])
        }
    }

    @Test("a marked document is not posted, marking takes the posting back, and DELETE leaves nothing to read")
    func marks() async throws {
        let stand = UT11Caller.stand()
        try await UT11Caller.with(stand) { ut11 in
            _ = try await ut11.call(
                .post, "Catalog_Партнеры", ["Ref_Key": .string(UT11Caller.guid(3)), "Description": "П"])
            _ = try await ut11.call(
                .post, "Catalog_Номенклатура", ["Ref_Key": .string(UT11Caller.guid(4)), "Description": "Н"])
            _ = try await ut11.call(.post, sales, whole())
            _ = try await ut11.call(.post, "\(sales)(guid'\(one)')/Post")
            _ = try await ut11.call(.patch, "\(sales)(guid'\(one)')", ["DeletionMark": true])
            let refused = try await ut11.call(.post, "\(sales)(guid'\(one)')/Post")
            #expect(refused.status == 500)
            #expect(stand.base.object(sales, one)?.effects.map(\.kind) == [.created, .posted, .unposted, .marked])
            let gone = try await ut11.call(.delete, "\(sales)(guid'\(one)')")
            #expect(gone.status == 204)
            #expect(try await ut11.call(.get, "\(sales)(guid'\(one)')").status == 404)
        }
    }

    private func whole() -> JSON {
        [
            "Ref_Key": .string(one), "Date": "2026-11-27T09:30:00", "Организация_Key": .string(UT11Caller.guid(2)),
            "Партнер_Key": .string(UT11Caller.guid(3)),
            "Товары": [["LineNumber": 1, "Номенклатура_Key": .string(UT11Caller.guid(4)), "Количество": 1]],
        ]
    }
}
