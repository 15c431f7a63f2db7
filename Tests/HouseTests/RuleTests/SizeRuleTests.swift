import Testing

@Suite("The rules about sizes see what is too long")
struct SizeRuleTests {
    @Test("a function of 71 lines is told with its line, one of 70 is not", arguments: [(70, 0), (71, 1)])
    func functions(_ lines: Int, _ violations: Int) throws {
        let body = String(repeating: "        work()\n", count: lines - 2)
        let tree = SourceTree(["Sources/YAML/A.swift": "struct A {\n    func go() {\n\(body)    }\n}\n"])
        #expect(tree.longFunctions.count == violations)
        #expect(tree.longFunctions.allSatisfy { $0.description.hasPrefix("Sources/YAML/A.swift:2: func go has 71") })
    }

    @Test(
        "whatever has a body is measured",
        arguments: [
            "init(a: Int) {", "init?() {", "deinit {", "var value: Int {", "subscript(index: Int) -> Int {",
            "static func < (left: A, right: A) -> Bool {", "var made: Int = 5 {", "let made: Int = {",
            "@Test(\"a {\") func go<T>(_ made: [T] = [], do: (Int) -> Void = { _ in }) async throws -> T where T: B {",
            "package private(set) var value: [String: Int] {",
        ])
    func bodies(_ head: String) {
        let body = String(repeating: "        if a { work() }\n", count: 69)
        let tree = SourceTree(["Sources/YAML/A.swift": "struct A {\n    \(head)\n\(body)    }\n}\n"])
        #expect(tree.longFunctions.map(\.line) == [2])
    }

    @Test("what only looks like a body is not measured")
    func lookalikes() {
        // Given a long type with stored properties, requirements, and braces in texts and comments
        let text = """
            protocol P {
                func go() throws -> Int
                var value: Int { get }
                init(a: Int)
            }
            struct A {
                let name = "{ not a body"  // nor { this
                /* { /* nor { */ this { */
                let raw = #"a "quoted" { brace"#
                let text = \"\"\"
                    { and "this"
                    \"\"\"
                let pattern = /[{"]+/
                let deep = "a \\(f(g("x"), "(")) \\(names.map { "\\($0) {" }.joined(separator: "{")) {"
                var count: Int
                func go() { self.init() }
            \(String(repeating: "    case some\n", count: 100))
            }
            """
        // Then nothing of it is long
        let tree = SourceTree(["Sources/YAML/A.swift": text])
        #expect(tree.longFunctions.isEmpty, "\(tree.longFunctions)")
        #expect(tree.files[0].tokens.last?.depth == 0)
    }

    @Test("a file of 401 lines is told, one of 400 is not; C files too")
    func files() {
        let line = "// x\n"
        let tree = SourceTree([
            "Sources/YAML/A.swift": String(repeating: line, count: 400),
            "Sources/YAML/B.swift": String(repeating: line, count: 401),
            "Sources/CLua/C.c": String(repeating: line, count: 401),
        ])
        #expect(tree.longFiles.map(\.path) == ["Sources/CLua/C.c", "Sources/YAML/B.swift"])
    }

    @Test("a line of 121 characters is told, one of 120 is not, whatever their bytes")
    func lines() {
        let text = "//\(String(repeating: "ж", count: 118))\n//\(String(repeating: "ж", count: 119))\n"
        #expect(SourceTree(["Sources/YAML/A.swift": text]).longLines.map(\.line) == [2])
    }

    @Test("a folder of 13 Swift files is told; its subfolders and C files do not count")
    func folders() {
        var texts: [String: String] = [:]
        for index in 0..<13 { texts["Sources/YAML/Full/T\(index).swift"] = "" }
        for index in 0..<12 { texts["Sources/YAML/T\(index).swift"] = "" }
        for index in 0..<13 { texts["Sources/CLua/c\(index).c"] = "" }
        #expect(SourceTree(texts).fullFolders.map(\.path) == ["Sources/YAML/Full"])
    }
}
