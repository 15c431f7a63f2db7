import Testing

@testable import YAML

@Suite("A malformed file is refused at the character that is wrong")
struct MalformedFileTests {
    @Test("bytes that are not visible text are refused", arguments: MalformedFile.unreadableBytes)
    func refusesBytes(_ file: MalformedFile) throws { try refuses(file) }

    @Test("YAML that surprises people is refused", arguments: MalformedFile.unwantedYAML)
    func refusesSurprises(_ file: MalformedFile) throws { try refuses(file) }

    @Test("broken syntax is refused in a Russian sentence", arguments: MalformedFile.brokenSyntax)
    func refusesSyntax(_ file: MalformedFile) throws { try refuses(file) }

    private func refuses(_ file: MalformedFile) throws {
        let faults = try #require(throws: YAMLFaults.self) { try YAMLDocument(file.bytes, file: "policies/geo.yaml") }
        let first = try #require(faults.faults.first)
        #expect(first.place == YAMLPlace(file: "policies/geo.yaml", line: file.line, column: file.column), "\(first)")
        #expect(first.sentence.contains(file.fragment), "\(first)")
        #expect(first.description.hasPrefix("policies/geo.yaml:\(file.line):\(file.column): "))
    }

    @Test("every fault that can be stepped over is told at once")
    func tellsAll() throws {
        // Given a file with a duplicate, a tag and a merge
        let text = "a: 1\na: 2\nb: !t 3\n<<: {c: 4}\n"
        // When it is read
        let faults = try #require(throws: YAMLFaults.self) { try YAMLDocument(text: text, file: "f") }
        // Then all three are told in the order of the file
        #expect(faults.faults.map(\.place.line) == [2, 3, 4])
        #expect(faults.description.split(separator: "\n").count == 3)
    }

    @Test("of a flood of faults a hundred are told and the rest is counted")
    func tellsSome() throws {
        let text = (0..<300).map { _ in "x: 1\n" }.joined()
        let faults = try #require(throws: YAMLFaults.self) { try YAMLDocument(text: text, file: "f") }
        #expect(faults.faults.count == YAMLLimits.standard.faults)
    }
}
