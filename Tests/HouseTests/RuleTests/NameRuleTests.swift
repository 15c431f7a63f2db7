import Testing

@Suite("The rules about names see what says nothing")
struct NameRuleTests {
    @Test(
        "an empty word in a folder, a file or a type is told",
        arguments: [
            ("Sources/YAML/Utils/A.swift", "struct A {}"), ("Sources/YAML/StringHelpers.swift", ""),
            ("Sources/YAML/A.swift", "final class QueueManager {}"),
            ("Sources/YAML/A.swift", "enum A { struct BaseRow {} }"),
            ("Sources/YAML/YAMLCore.swift", ""), ("Sources/YAML/A+Misc.swift", ""), ("Sources/CLua/shared/a.c", ""),
            ("Tests/YAMLTests/Common/A.swift", ""), ("Sources/YAML/A.swift", "typealias ReaderImpl = Int"),
        ])
    func told(_ path: String, _ text: String) {
        #expect(SourceTree([path: text]).emptyNames.count == 1)
    }

    @Test(
        "a word that only contains one of them is not",
        arguments: ["Base64", "Database", "CoreferenceTable", "Sharedness", "Commonwealth", "Managers"])
    func spared(_ name: String) {
        #expect(SourceTree(["Sources/YAML/\(name).swift": "struct \(name) {}"]).emptyNames.isEmpty)
    }

    @Test(
        "a file without the type it is named after is told",
        arguments: [
            ("Node.swift", "struct Leaf {}"), ("Node.swift", "struct Tree { struct Node {} }"),
            ("Node.swift", "extension Node {}"), ("Node+Writing.swift", "extension Tree {}"),
            ("Node+Writing.swift", "struct Node {}"), ("Node.swift", "// struct Node {}\n"),
            ("Node.swift", "func go() {}"),
        ])
    func misnamed(_ file: String, _ text: String) {
        #expect(SourceTree(["Sources/YAML/\(file)": text]).misnamedFiles.count == 1)
    }

    @Test(
        "a file that is named after its type, or its extension's, is not",
        arguments: [
            ("Node.swift", "import Foundation\n@frozen package indirect enum Node: Sendable {}"),
            ("Node.swift", "private struct Leaf {}\nfinal class Node<Key: Hashable>: Tree {}"),
            ("Node+Writing.swift", "extension Node where Key == Int {}"),
            ("Node+Writing.swift", "extension Tree.Node: CustomStringConvertible {}"),
            ("HTTPField.Name+Ours.swift", "extension HTTPField.Name {}"),
            ("Bindable+Nouns.swift", "extension Int: Bindable {}"),
        ])
    func named(_ file: String, _ text: String) {
        #expect(SourceTree(["Sources/YAML/\(file)": text]).misnamedFiles.isEmpty)
    }

    @Test("a file of test functions alone has no type to be named after")
    func testFunctions() {
        #expect(SourceTree(["Tests/YAMLTests/NodeTests.swift": "@Test func go() {}"]).misnamedFiles.isEmpty)
        #expect(SourceTree(["Tests/YAMLTests/NodeTests.swift": "struct Leaf {}"]).misnamedFiles.count == 1)
    }
}
