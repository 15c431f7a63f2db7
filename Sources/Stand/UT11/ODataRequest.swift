/// One request to the simulated УТ 11, as the service sees it.
package struct ODataRequest: Sendable {
    package let method: String
    /// What follows the service's root, still percent-encoded.
    package let path: String
    package let query: String
    /// The name and port that the caller used; they come back in addresses.
    package let host: String
    package let authorization: String?
    package let accept: String?
    package let idempotencyKey: String?
    package let body: [UInt8]

    package init(
        method: String, path: String, query: String = "", host: String = "127.0.0.1", authorization: String?,
        accept: String? = nil, idempotencyKey: String? = nil, body: [UInt8] = []
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.host = host
        self.authorization = authorization
        self.accept = accept
        self.idempotencyKey = idempotencyKey
        self.body = body
    }
}
