package import Messages
package import Policies
package import Storage

extension Postman {
    /// The waivers whose period touches a moment: what counts for a step that was done then.
    package func waivers(at moment: Instant) async throws -> [Waiver] {
        try await store.read { try $0.waivers(at: moment) }.map(Waiver.init)
    }

    /// Gives a waiver of a rule or a policy that is live.
    ///
    /// - Throws: `validation.format` with all faults by field.
    package func give(_ grant: WaiverGrant, in session: Session, at now: Instant) throws -> KeptWaiver {
        try grant.run(in: session, at: now, among: try revisions.livePolicies())
    }
}
