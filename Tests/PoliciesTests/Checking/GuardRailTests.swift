import Foundation
import Messages
import Policies
import Scripts
import Testing

@Suite("Guard rails: numbers that two callers must want")
struct GuardRailTests {
    private static func tree(_ old: String, _ new: String, in path: String = "policies/geo.yaml") throws -> PolicyTree {
        var tree = try PolicyTree()
        tree.replace(old, with: new, in: path)
        return tree
    }

    private static func crossings(_ candidate: PolicyTree, over live: PolicyTree? = nil) throws -> [String] {
        GuardRails.crossings(try candidate.policies(), over: try live?.policies()).map(\.sentence)
    }

    @Test("the committed policies leave none, and the numbers at the ends of a rail are inside")
    func shipped() throws {
        #expect(try Self.crossings(PolicyTree()) == [])
        for end in ["30 m", "300 m"] { #expect(try Self.crossings(Self.tree("radius: 100 m", "radius: \(end)")) == []) }
        for beyond in ["29.9 m", "300.1 m"] {
            #expect(try Self.crossings(Self.tree("radius: 100 m", "radius: \(beyond)")).count == 1, "\(beyond)")
        }
    }

    @Test("a number outside is named with its rule, its rail and what is live, unless it is live already")
    func outside() throws {
        let (live, wide) = (try PolicyTree(), try Self.tree("radius: 100 m", "radius: 500 m"))
        let told = "«geo.started»: radius — 500 м (в силе 100 м), а guard — от 30 м до 300 м"
        #expect(try Self.crossings(wide, over: live) == [told])
        #expect(try Self.crossings(wide, over: wide) == [])
        // The number moves within what is outside: again two must want it.
        #expect(try Self.crossings(Self.tree("radius: 100 m", "radius: 501 m"), over: wide).count == 1)
        // And back inside one is enough.
        #expect(try Self.crossings(live, over: wide) == [])
        let money = try Self.tree("rounding: 1 ₽", "rounding: 10.01 ₽", in: "policies/cash.yaml")
        #expect(
            try Self.crossings(money, over: live)
                == ["«cash.returned»: rounding — 10,01 ₽ (в силе 1 ₽), а guard — от 0 ₽ до 10 ₽"])
        let time = try Self.tree("max_age: 1d", "max_age: 8d", in: "policies/returns.yaml")
        #expect(
            try Self.crossings(time, over: live)
                == ["«returns.accepted»: max_age — 8 дн (в силе 1 дн), а guard — от 1 ч до 7 дн"])
    }

    @Test("a new rule is held against the rail alone")
    func newRule() throws {
        let live = try Self.tree("radius: 100 m", "radius: 500 m")
        let renamed = try Self.tree("radius: 100 m", "radius: 500 m")
        var other = renamed
        other.replace("id: geo.started", with: "id: geo.начало", in: "policies/geo.yaml")
        other["policies/suites/geo.yaml"] = other["policies/suites/geo.yaml"].replacing(
            "geo.started", with: "geo.начало")
        #expect(try Self.crossings(other, over: live) == ["«geo.начало»: radius — 500 м, а guard — от 30 м до 300 м"])
    }

    @Test("a rail moved together with the number holds nobody off: the one that is live counts too")
    func movedRail() throws {
        var candidate = try Self.tree("radius: 100 m", "radius: 500 m")
        candidate.replace("guard: [30 m, 300 m]", with: "guard: [30 m, 3000 m]", in: "plugins/geo/plugin.yaml")
        #expect(try Self.crossings(candidate).isEmpty)
        #expect(
            try Self.crossings(candidate, over: try PolicyTree())
                == ["«geo.started»: radius — 500 м (в силе 100 м), а guard — от 30 м до 300 м"])
        candidate.replace("guard: [30 m, 3000 m], ", with: "", in: "plugins/geo/plugin.yaml")
        #expect(try Self.crossings(candidate, over: try PolicyTree()).count == 1)
    }

    @Test("the check warns at the number, and the tree is sound all the same")
    func warned() async throws {
        let findings = try await Self.tree("max_accuracy: 60 m", "max_accuracy: 200 m").findings()
        let rail = findings.filter { $0.contains("guard") }
        #expect(rail.count == 1, "\(rail)")
        #expect(
            rail.first?.hasPrefix(
                "policies/geo.yaml:17:21: предупреждение: «geo.started»: "
                    + "max_accuracy — 200 м, а guard — от 20 м до 150 м"
            )
                == true, "\(rail)")
    }

    @Test(
        "a rail that makes no sense is a fault of the manifest",
        arguments: [
            ("[30 m, 300 m]", "[300 m, 30 m]", "radius: в guard сначала меньшее число, потом большее"),
            ("[30 m, 300 m]", "[30 m]", "элементов в списке 1"),
            ("[30 m, 300 m]", "[30, 300]", "ожидается число с единицей"),
            ("[30 m, 300 m]", "[30 m, 30000 m]", "вне допустимого"),
            ("guard: [20 m, 150 m]", "guard: [20 m, 50 m]", "max_accuracy: умолчание вне guard"),
        ])
    func wrongRail(_ right: String, _ wrong: String, _ complaint: String) async throws {
        let findings = try await Self.tree(right, wrong, in: "plugins/geo/plugin.yaml").findings()
        #expect(
            findings.contains { $0.hasPrefix("plugins/geo/plugin.yaml:") && $0.contains(complaint) }, "\(findings)")
        let words = try await Self.tree("of: [pickup", "guard: [1, 2], of: [pickup", in: "plugins/photo/plugin.yaml")
            .findings()
        #expect(words.contains { $0.contains("guard бывает только у number и duration") }, "\(words)")
    }
}
