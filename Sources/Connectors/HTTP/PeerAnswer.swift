import Messages

/// What a target answered, or why it did not.
struct PeerAnswer: Sendable {
    /// How much of a body that is no JSON a script gets to see, in characters.
    static let excerptLimit = 2000

    let status: Int?
    /// Names in lower case; the first value of a repeated one.
    let headers: [(name: String, value: String)]
    let body: [UInt8]
    let fault: TransportFault?

    init(status: Int, headers: [(name: String, value: String)], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
        fault = nil
    }

    init(fault: TransportFault) {
        status = nil
        headers = []
        body = []
        self.fault = fault
    }

    /// The `response` that a connector's script sees: the body stands decoded in `json`, or else as text in `body`.
    var response: JSON {
        if let fault { return ["error": .string(fault.rawValue)] }
        var seen = Set<String>()
        var members: [JSON.Member] = [
            .init("status", JSON(status)),
            .init(
                "headers",
                .object(headers.filter { seen.insert($0.name).inserted }.map { .init($0.name, .string($0.value)) })),
        ]
        if body.isEmpty { return .object(members) }
        if let json = try? JSONReader.read(body) {
            members.append(.init("json", json))
        } else {
            let text = String(decoding: body.prefix(Self.excerptLimit * 4), as: UTF8.self)
            members.append(.init("body", .string(String(text.prefix(Self.excerptLimit)))))
        }
        return .object(members)
    }
}
