package import Messages

/// A dispatch that stands in the outbox, with the hash by which its content is compared.
package struct StandingDispatch: Sendable {
    package let dispatch: Dispatch
    package let fieldsHash: String
}
