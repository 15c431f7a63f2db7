import Messages
import Stand
import Testing

extension Walk {
    /// Waits until all is quiet, and expects that УТ 11 shows these versions, each in one object, that nothing happened
    /// twice or out of order, and that the journal has each message accepted once.
    func expectEffects(
        of letters: [FeedMessage], messages: [String], _ books: Books, _ remark: Comment? = nil,
        at location: SourceLocation = #_sourceLocation
    ) async throws {
        try await stand.expectEffects(of: letters, messages: messages, books, remark, at: location)
    }
}

extension StandPeer {
    /// The same for whoever has no walk.
    ///
    /// - Parameter afterSleep: a node slept while it may have had requests under way.
    func expectEffects(
        of letters: [FeedMessage], messages: [String], _ books: Books, _ remark: Comment? = nil,
        afterSleep: Bool = false, at location: SourceLocation = #_sourceLocation
    ) async throws {
        try await Patience.until("nothing is on its way") { try await books.isIdle() }
        let ledger = try await ledger()
        let unseen = letters.filter { !ledger.shows($0) }.map { "\($0.witness.text) in \(ledger.holding($0.object))" }
        #expect(unseen == [], remark, sourceLocation: location)
        let complaints = afterSleep ? ledger.complaintsBesideLateRequests : ledger.complaints
        #expect(complaints == [], remark, sourceLocation: location)
        for message in messages {
            #expect(try await books.acceptances(message) == 1, remark, sourceLocation: location)
        }
    }
}
