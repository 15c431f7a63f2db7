import Messages
import Testing

@testable import Scripts

@Suite("Who owns which kinds of objects, and who comes for what is for him")
struct MasterPlanTests {
    private static let rule = """
        kinds:
          контрагенты:
            master: ut103
            types:
              ut103: [Справочник.Контрагенты]
              ut11: [Справочник.Партнеры]

        """

    @Test("a rule forbids the other systems, and nobody else")
    func rules() throws {
        let revision = try TreeFixture(["policies/master.yaml": Self.rule]).revision()
        let refused = revision.masters.refusal(of: ObjectKey(system: "ut11", type: "Справочник.Партнеры", id: "1"))
        #expect(refused?.sentence == "контрагенты: хозяин — ut103 (policies/master.yaml)")
        for (system, type) in [("ut103", "Справочник.Контрагенты"), ("ut11", "Справочник.Склады")] {
            #expect(revision.masters.refusal(of: ObjectKey(system: system, type: type, id: "1")) == nil)
        }
        #expect(try TreeFixture().revision().masters == .open)
    }

    @Test(
        "a mistake is told at its line with what was probably meant",
        arguments: [
            ("Справочник.Партнеры", "Справочник.Партнёры", 6, "может быть «Справочник.Партнеры»?"),
            ("ut11:", "ut12:", 6, "система «ut12» не описана, может быть «ut11»?"),
            ("master: ut103", "master: b24", 3, "ожидается одно из"),
            ("[Справочник.Партнеры]", "[Справочник.Партнеры, Справочник.Партнеры]", 6, "хозяин у него один"),
        ])
    func mistakes(_ right: String, _ wrong: String, _ line: Int, _ sentence: String) {
        let tree = TreeFixture(["policies/master.yaml": Self.rule.replacing(right, with: wrong)])
        let refused = #expect(throws: TreeRefused.self) { try tree.revision() }
        let finding = refused?.findings.first
        #expect(finding?.file == "policies/master.yaml" && finding?.line == line, "\(refused?.findings ?? [])")
        #expect(finding?.message.contains(sentence) == true, "\(finding?.message ?? "")")
    }

    private static let manifest = "name: ut103\nkind: feed\ntarget: ut103\nversion: 1\ntitle: Лента\n"

    @Test("a feed is a manifest alone")
    func feed() throws {
        let revision = try TreeFixture(["plugins/ut103/plugin.yaml": Self.manifest]).revision()
        #expect(revision.receivers == ["ut103"] && revision.connector(for: "ut103") == nil)
    }

    @Test("a feed with a handler or settings, and a connector without a handler, are refused")
    func wrongFeeds() {
        let wrong = [
            ["plugins/ut103/plugin.yaml": Self.manifest, "plugins/ut103/handler.lua": "return { api_level = 1 }"],
            ["plugins/ut103/plugin.yaml": Self.manifest + "settings:\n  url: { type: string }\n"],
            ["plugins/ut103/plugin.yaml": Self.manifest.replacing("feed", with: "connector")],
        ]
        for files in wrong { #expect(throws: TreeRefused.self) { try TreeFixture(files).revision() } }
    }
}
