/// An answer to a mutating request, as it is stored under its idempotency key and given again to the byte.
package struct Reply: Sendable, Hashable {
    /// The HTTP status.
    package let status: Int
    /// Content headers, in order; correlation and date are kept beside them.
    package let headers: [JSON.Member]
    package let body: [UInt8]

    package init(status: Int, headers: [JSON.Member] = [], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// An answer in JSON.
    package init(status: Int, headers: [JSON.Member] = [], json: JSON) {
        let type = JSON.Member("Content-Type", "application/json; charset=utf-8")
        self.init(status: status, headers: [type] + headers, body: json.bytes(sortingKeys: false))
    }
}
