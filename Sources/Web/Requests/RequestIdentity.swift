package import HTTPTypes
package import Messages

/// By which names one request can be found again: in the answer, the log, the journal.
package struct RequestIdentity: Sendable, Hashable {
    /// Joins everything that follows from one cause, in all systems.
    package let correlationID: String
    /// Names this one request.
    package let requestID: String
    /// The W3C trace this request is part of, when the caller said so.
    package let traceID: String?

    /// Before the headers were read.
    package static let unknown = RequestIdentity(correlationID: "", requestID: "", traceID: nil)

    package init(correlationID: String, requestID: String, traceID: String?) {
        self.correlationID = correlationID
        self.requestID = requestID
        self.traceID = traceID
    }

    /// Takes `X-Correlation-Id` (else the trace of `traceparent`) and `X-Request-Id` when they are 1–128 printable
    /// characters; whatever is absent or unfit is made here (UUIDv7).
    package init(_ headers: HTTPFields, at now: Instant) {
        traceID = headers[.traceParent].flatMap(Self.trace)
        correlationID = headers[.correlationID].flatMap(Self.fit) ?? traceID ?? Identifier.make(at: now)
        requestID = headers[.requestID].flatMap(Self.fit) ?? Identifier.make(at: now)
    }

    private static func fit(_ text: String) -> String? {
        let isFit = (1...128).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        return isFit ? text : nil
    }

    /// The trace id of `00-<32 hexadecimal digits>-<16>-<2>`; nil for anything else and for the all-zero trace.
    private static func trace(_ text: String) -> String? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[0].count == 2, parts[0] != "ff", parts[1].count == 32, parts[2].count == 16,
            parts.prefix(4).allSatisfy({ $0.utf8.allSatisfy(isLowerHexadecimal) }),
            parts[1].contains(where: { $0 != "0" })
        else { return nil }
        return String(parts[1])
    }

    private static func isLowerHexadecimal(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
