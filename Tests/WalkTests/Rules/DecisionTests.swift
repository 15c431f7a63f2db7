import Foundation
import Messages
import Storage
import Testing

@Suite("What couriers' steps are judged by")
struct DecisionTests {
    /// `POCHTAR_COURIER_DAYS`: how many days the couriers work; of 22 there are about 10,000 steps.
    private static let days = ProcessInfo.processInfo.environment["POCHTAR_COURIER_DAYS"].flatMap(Int.init) ?? 2

    @Test(
        "the server, the console and a backtest say the same of the same facts, byte by byte",
        arguments: StoreKind.allCases)
    func sameEverywhere(_ kind: StoreKind) async throws {
        try await Walk.live(kind, seed: 3) { walk in
            // Given
            try await walk.postman.start()
            let books = try Books(walk.postman)
            var stand = walk.stand.control
            stand.patience = .minutes(10)
            let worked = try await stand.post(
                "/stand/couriers",
                [
                    "postman": .string("http://127.0.0.1:\(walk.postman.port)"), "login": "dev", "password": "dev",
                    "seed": 3, "days": JSON(Self.days),
                ])
            let steps = try #require(worked["steps"]?.int)
            #expect(worked["failed"] == 0 && steps > 300 * Self.days, "\(worked)")
            let kept = try await books.store.read { session in
                try session.decisions(since: nil, until: nil, withQuestions: false, after: nil, limit: 1_000_000)
                    .compactMap { try session.decision($0.id) }
            }
            #expect(kept.count == steps)

            // When
            let lines = kept.map(\.facts.text).joined(separator: "\n")
            let file = walk.tree.folder.appending(path: "facts.ndjson")
            try Data(lines.utf8).write(to: file)
            let said = try await walk.postman.consult(["policy", "explain", file.path, "--json"])
            let backtest = try await walk.postman.run(["policy", "backtest", "--json"])

            // Then
            let console = said.split(separator: "\n").map(String.init)
            #expect(console.count == steps)
            for (line, decision) in zip(console, kept) {
                let mine = try JSONReader.read(Array(line.utf8))
                #expect(mine["verdicts"]?.text == decision.verdicts.text, "\(decision.facts.text)")
                #expect(mine["outcome"]?.string == decision.outcome)
            }
            let report = try JSONReader.read(Array(backtest.utf8))
            #expect(report["steps"] == JSON(steps) && report["changes"] == [])
            #expect(Set(kept.map(\.outcome)) == ["pass", "warn", "unsure", "fail"], "there was something to decide")
        }
    }

    @Test("a folder that appears while the postman works is a sort of rules that judges the next step")
    func folder() async throws {
        try await Walk.live(.sqlite, seed: 3) { walk in
            // Given
            try await walk.postman.start()
            let facts: JSON = ["step": "picked_up", "at": "2026-12-01T10:00:00Z", "parcel": ["weight_kg": 25]]
            let before = try await walk.postman.caller.post("/api/v1/decisions", facts, key: "1")
            #expect(before.status == 422 && before["detail"]?.string?.contains("такого факта никто не знает") == true)
            // When
            let folder = walk.tree.folder.appending(path: "plugins/вес")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try walk.tree.write(
                "plugins/вес/plugin.yaml",
                """
                name: вес
                kind: rule
                version: 1
                title: Вес посылки
                params: { most: { type: number, from: 0, to: 100, required: true, title: Сколько килограммов можно } }
                facts: { parcel.weight_kg: { type: number, title: "Вес, кг" } }
                values: { weight_kg: { title: вес } }
                cases:
                  light: { verdict: pass, title: лёгкая }
                  heavy: { verdict: fail, title: тяжёлая, reason: "Посылка {weight_kg} кг", fix: Отправьте машиной }

                """)
            try walk.tree.write(
                "plugins/вес/handler.lua",
                """
                return { api_level = 1, judge = function(params, facts)
                  local w = facts.parcel and facts.parcel.weight_kg or 0
                  return { case = w > params.most and "heavy" or "light", values = { weight_kg = w } }
                end }

                """)
            try walk.tree.write(
                "policies/вес.yaml",
                """
                policy: вес
                title: Вес
                version: 1
                rules:
                  - { id: вес.забрал, when: { step: picked_up }, kind: вес, params: { most: 20 }, mode: enforce }

                """)
            // Then: the watcher takes the tree by itself.
            try await Patience.until("the new sort judges") {
                let answer = try await walk.postman.caller.post("/api/v1/decisions", facts, key: UUID().uuidString)
                let verdicts = answer["verdicts"]?.array ?? []
                return verdicts.contains { $0["rule"] == "вес.забрал" && $0["reason"] == "Посылка 25 кг" }
            }
            // And a courier's next step.
            let step: JSON = [
                "status": "PICKED_UP", "at": .string(Instant.current().rfc3339), "courier": "К-01",
                "parcel": ["weight_kg": 25],
            ]
            let refused = try await walk.postman.caller.patch(
                "/api/v1/tasks/1", step.bytes(sortingKeys: false), key: "step")
            #expect(refused.status == 422 && refused["code"] == "policy.refused")
            #expect(refused["detail"]?.string?.contains("Посылка 25 кг") == true)
        }
    }
}
