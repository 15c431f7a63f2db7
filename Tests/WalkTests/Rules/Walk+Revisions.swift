import Messages
import Stand
import Testing

extension Walk {
    /// The revision that is live, and what is wrong with the tree that was refused since.
    func revisions() async throws -> (live: String?, findings: [String]) {
        let answer = try await postman.caller.get("/api/v1/revisions")
        guard answer.status == 200 else { throw Problem(.internalError, "\(answer)") }
        let findings = answer["refused"]?["findings"]?.array ?? []
        return (answer["live"]?["revision"]?.string, findings.compactMap(\.string))
    }

    /// Waits until УТ 11 has an item, and expects that it was mapped under the revision that was live when it was
    /// accepted, and has this quality.
    func expectDelivered(
        _ sending: SteadyFeed.Sending, _ books: Books, quality: JSON, at location: SourceLocation = #_sourceLocation
    ) async throws {
        try await Patience.until("\(sending.letter.witness.text) is delivered") {
            try await books.states(sending.message) == [.confirmed]
        }
        let mapped = try await books.entries(sending.message, .mapped).compactMap(\.revision?.text)
        #expect(mapped == [sending.revision], sourceLocation: location)
        let item = try await stand.object("Catalog_Номенклатура", sending.letter.object.id)
        #expect(item?["Качество"] == quality, sourceLocation: location)
    }
}
