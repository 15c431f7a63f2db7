import HTTPTypes
package import Hummingbird
import Messages
import NIOCore

/// Reads the body of a request within its limit and understands it as the route's rule says.
package struct BodyReader: Sendable {
    private let rule: BodyRule

    package init(rule: BodyRule) {
        self.rule = rule
    }

    /// Throws `validation.too_large` as soon as the size is known to be too large, `validation.media_type`,
    /// `validation.required` for an absent body and `validation.unreadable` with line and column.
    package func read(_ request: Request, noting trail: RequestTrail) async throws -> ReceivedBody {
        try checkEncoding(request.headers)
        let type = try checkedType(request.headers)
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > rule.limit.bytes {
            throw tooLarge()
        }
        let buffer = try await collect(request.body)
        trail.note { $0.receivedBytes = buffer.readableBytes }
        let bytes = Self.withoutMark(buffer.readableBytesView)
        guard bytes.contains(where: { !Self.isSpace($0) }) else { return try absent() }
        if type == nil, let first = bytes.first(where: { !Self.isSpace($0) }), first != 0x7B, first != 0x5B {
            throw unsuitable("Content-Type не указан, и тело не похоже на JSON.")
        }
        return try understood(bytes)
    }

    private func understood(_ bytes: ByteBufferView) throws(Problem) -> ReceivedBody {
        switch rule {
        case .json, .optionalJSON:
            do throws(JSONFault) {
                return .json(try JSONDocument(bytes))
            } catch {
                throw Problem(
                    .unreadable, "Тело не читается как JSON: \(error). Нужен один объект JSON в UTF-8.",
                    faults: [.init(field: "строка \(error.line), столбец \(error.column)", message: error.sentence)])
            }
        case .lines(let limit):
            let lines = BodyLine.split(bytes)
            if let most = limit.lines, lines.count > most { throw tooLarge() }
            return .lines(lines)
        }
    }

    private func absent() throws(Problem) -> ReceivedBody {
        if case .optionalJSON = rule { return .empty }
        throw Problem(
            .validationRequired, "Тело запроса пусто.",
            faults: [.init(field: "тело", message: "пришлите \(rule.mediaType)")])
    }

    private func collect(_ body: RequestBody) async throws -> ByteBuffer {
        var collected = ByteBuffer()
        do {
            for try await var chunk in body {
                guard collected.readableBytes + chunk.readableBytes <= rule.limit.bytes else { throw tooLarge() }
                // Most bodies come in one piece.
                if collected.readableBytes == 0 { collected = chunk } else { collected.writeBuffer(&chunk) }
            }
        } catch let problem as Problem {
            throw problem
        } catch {
            throw Problem(
                .unreadable, "Тело запроса оборвалось раньше своего конца. Повторите запрос с тем же ключом.",
                internalDetail: "body ended early: \(error)")
        }
        return collected
    }

    private func checkEncoding(_ headers: HTTPFields) throws(Problem) {
        let encoding = headers[.contentEncoding]?.lowercased() ?? "identity"
        guard encoding == "identity" || encoding.isEmpty else {
            throw unsuitable("Сжатие «\(encoding)» не поддерживается: пришлите тело без Content-Encoding.")
        }
    }

    private func checkedType(_ headers: HTTPFields) throws(Problem) -> ContentType? {
        guard let header = headers[.contentType], !header.isEmpty else { return nil }
        let type = ContentType(header)
        guard rule.accepts(type.mediaType) else {
            throw unsuitable("Content-Type «\(header)» не подходит: нужен \(rule.mediaType); charset=utf-8.")
        }
        guard type.isUTF8 else {
            throw unsuitable("Кодировка «\(type.charset ?? "")» не поддерживается: пришлите тело в UTF-8.")
        }
        return type
    }

    private func unsuitable(_ detail: String) -> Problem { Problem(.validationMediaType, detail) }

    private func tooLarge() -> Problem {
        let limit = rule.limit
        let lines = limit.lines.map { " или \($0) строк" } ?? ""
        return Problem(
            .validationTooLarge,
            "Тело больше предела «\(limit.name)»: \(limit.readable)\(lines). Разделите его на части.")
    }

    private static func withoutMark(_ bytes: ByteBufferView) -> ByteBufferView {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
    }

    private static func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x0A, 0x0D, 0x09].contains(byte) }
}
