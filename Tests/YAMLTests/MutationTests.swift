import Testing

@testable import YAML

@Suite("No file brings the reader down")
struct MutationTests {
    private static let seedText = """
        policy: geo
        title: "Гео: \\"контроль\\""
        base: &base { r: 100, имя: 'Отдан' }
        rules:
          - id: geo.handed_over
            when: { step: handed_over, of: [a, *base] }
            reason: |
              Первая строка
          - ? x
            : y
        """
    private static let pieces = [
        ":", "-", "?", "&b ", "*b", "!t ", "[", "]", "{", "}", "\n", " ", "'", "\"", "#", "|", "%", "---\n", "<<: ",
        "\\",
        ",", "\t", "\0", "é",
    ]

    @Test("four thousand damaged files are read or refused with a place inside them")
    func mutations() {
        // Given a repeatable source of chance
        var chance = Chance(state: 20_261_123)
        for _ in 0..<4000 {
            // When pieces are put into and taken out of a good file
            var bytes = Array(Self.seedText.utf8)
            for _ in 0..<Int.random(in: 1...6, using: &chance) {
                let at = Int.random(in: 0..<bytes.count, using: &chance)
                let length = min(Int.random(in: 0...3, using: &chance), bytes.count - at)
                let piece = Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &chance)]
                bytes.replaceSubrange(at..<(at + length), with: Array(piece.utf8))
            }
            // Then the outcome is a tree, or faults that point into the file
            do throws(YAMLFaults) {
                _ = try YAMLDocument(bytes, file: "f")
            } catch {
                let lines = bytes.count { $0 == 0x0A } + 1
                #expect(error.faults.allSatisfy { (1...(lines + 1)).contains($0.place.line) && $0.place.column >= 1 })
            }
        }
    }

    /// SplitMix64.
    private struct Chance: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
