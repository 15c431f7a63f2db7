import Messages
import Testing

@testable import Connectors

@Suite("What a connector's script may ask for")
struct PeerRequestTests {
    @Test("a query is encoded, a table becomes JSON with its digits as written")
    func encodes() throws {
        // When
        let request = try #require(
            PeerRequest([
                "method": "POST", "path": "/Catalog_%D0%A5(guid'x')", "query": ["$filter": "Code eq 'а б'"],
                "body": ["Цена": .number("10.10"), "Код": "1"],
            ]))
        // Then
        #expect(request.target == "/Catalog_%D0%A5(guid'x')?$filter=Code%20eq%20%27%D0%B0%20%D0%B1%27")
        #expect(request.path == "/Catalog_Х(guid'x')")
        #expect(request.body.map { String(decoding: $0, as: UTF8.self) } == #"{"Код":"1","Цена":10.10}"#)
    }

    @Test(
        "it cannot leave its destination or speak for us",
        arguments: [
            ["path": "@evil.example/"], ["path": "//evil.example/"], ["path": "/a/../b"], ["path": "/a b"],
            ["path": "/a?x=1"], ["path": "/a", "method": "CONNECT"], ["method": "GET"],
            ["path": "/a", "headers": ["Authorization": "Basic eA=="]], ["path": "/a", "headers": ["Host": "evil"]],
            ["path": "/a", "headers": ["X": "a\r\nHost: evil"]],
        ] as [JSON])
    func refuses(wanted: JSON) {
        #expect(PeerRequest(wanted) == nil)
        #expect(PeerRequest.refusal(of: wanted) != nil)
    }

    @Test("an answer that is neither a request nor an outcome ends the delivery as refused, with the place")
    func nonsense() {
        // When
        let turn = ConnectorTurn(["outcome": ["kind": "maybe"]], of: "ut11", "next")
        // Then
        guard case .outcome(.refused(let reason, let detail, _)) = turn else {
            Issue.record("\(turn)")
            return
        }
        #expect(reason == "коннектор ut11 ответил непонятно")
        #expect(detail == "plugins/ut11/handler.lua: next(): нужен request или outcome из известных")
    }
}
