import Testing

@Suite("The rules about boundaries see what crosses them")
struct BoundaryRuleTests {
    @Test(
        "an import that the table does not give is told",
        arguments: [
            ("Messages", "import Storage"), ("YAML", "package import Messages"), ("Web", "@testable import Connectors"),
            ("Scripts", "internal import GRDB"), ("Pipeline", "import struct Hummingbird.Router"),
            ("Vault", "struct A {}"),
        ])
    func strayImport(_ room: String, _ text: String) {
        let violations = SourceTree(["Sources/\(room)/A.swift": "// why\n\n\(text)\n"]).strayImports
        #expect(violations.map(\.line) == [room == "Vault" ? 1 : 3])
    }

    @Test("imports of the table, of the platform, and words that only look like imports are not")
    func rightImports() {
        let text = """
            package import Foundation
            import struct Foundation.URL
            import CYAML
            // import GRDB
            let text = "import GRDB"
            """
        #expect(SourceTree(["Sources/YAML/A.swift": text]).strayImports.isEmpty)
    }

    @Test("a library is for its keeper alone, in tests too")
    func libraries() {
        let tree = SourceTree([
            "Sources/Scripts/A.swift": "import CLua", "Sources/Web/B.swift": "import CLua",
            "Tests/ScriptsTests/C.swift": "import CLua", "Sources/Scripts/D.swift": "import CYAML",
            "Sources/Storage/E.swift": "import GRDB", "Tests/WebTests/F.swift": "import GRDB",
        ])
        #expect(
            tree.strayLibraries.map(\.path) == [
                "Sources/Scripts/D.swift", "Sources/Web/B.swift", "Tests/ScriptsTests/C.swift",
                "Tests/WebTests/F.swift",
            ])
    }

    @Test(
        "a literal that is a statement is told outside of Storage",
        arguments: [
            "\"SELECT id FROM inbox\"", "\"select 1\"", "\"\"\"\n    INSERT INTO outbox\n    VALUES (1)\n    \"\"\"",
            "\"UPDATE outbox SET state = \\(state)\"", "\"DELETE FROM inbox\"", "#\"CREATE TABLE \"x\" (id)\"#",
            "\"\\(prefix) \" + \"create unique index i on t(x)\"",
        ])
    func sql(_ literal: String) {
        let text = "struct A {\n    let text = \(literal)\n}"
        #expect(SourceTree(["Sources/Web/A.swift": text]).straySQL.map(\.line) == [2])
        #expect(SourceTree(["Sources/Storage/A.swift": text]).straySQL.isEmpty)
    }

    @Test(
        "words that begin so and are none are not",
        arguments: [
            "DELETE", "DELETE /api/v1/tasks", "Select a shift", "Update", "create", "CREATE order", "selected: 1",
        ])
    func noSQL(_ text: String) {
        #expect(SourceTree(["Sources/Web/A.swift": "let a = \"\(text)\" // SELECT id FROM inbox"]).straySQL.count == 0)
    }

    @Test(
        "a read of the environment is told outside of pochtar",
        arguments: [
            "ProcessInfo.processInfo.environment[\"A\"]", "ProcessInfo().environment", "getenv(\"A\")",
            "ProcessInfo.processInfo\n    .environment",
        ])
    func environment(_ code: String) {
        #expect(SourceTree(["Sources/Web/A.swift": "let a = \(code)"]).strayEnvironment.count == 1)
        #expect(SourceTree(["Sources/pochtar/A.swift": "let a = \(code)"]).strayEnvironment.isEmpty)
    }

    @Test("an environment that is one of ours is not")
    func ownEnvironment() {
        let text = "let a = settings.environment\nlet environment = ProcessInfo.processInfo.processIdentifier // getenv"
        #expect(SourceTree(["Sources/Web/A.swift": text]).strayEnvironment.isEmpty)
    }
}
