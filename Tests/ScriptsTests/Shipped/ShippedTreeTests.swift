import Foundation
import Messages
import Scripts
import Testing

@Suite("The shipped tree")
struct ShippedTreeTests {
    @Test("the mappings, plugins and policies that are shipped are sound, and every sample comes out as expected")
    func isSound() async throws {
        // Given
        let files = try TreeFiles(readingFrom: TreeFixture.shipped)
        // When
        let revision = try Revision(files: files)
        let findings = await TreeCheck.run(revision)
        // Then
        #expect(revision.mappings.count >= 4)
        #expect(findings.map(\.description) == [])
    }
}
