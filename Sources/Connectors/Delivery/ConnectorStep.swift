/// One request of a connector and its answer, as the journal keeps it: no query, no body, no header.
package struct ConnectorStep: Sendable, Hashable {
    package let method: String
    /// The path below the destination's base URL, readable.
    package let path: String
    /// The HTTP status; nil when no answer came.
    package let status: Int?
    /// Why no answer came: `timeout`, `reset`, `refused`, `tls`, `dns`…
    package let fault: String?
    /// How long it took.
    package let milliseconds: Int64

    package init(method: String, path: String, status: Int?, fault: String?, milliseconds: Int64) {
        self.method = method
        self.path = path
        self.status = status
        self.fault = fault
        self.milliseconds = milliseconds
    }
}
