package import HTTPTypes
package import Hummingbird
package import Messages
import NIOCore

extension Reply {
    /// The reply on the wire; `extra` headers stand in for ours of the same name.
    package func response(_ extra: HTTPFields = [:]) -> Response {
        var fields = HTTPFields()
        fields.reserveCapacity(headers.count + extra.count)
        for member in headers {
            guard let name = Self.name(member.name), let value = member.value.string else {
                preconditionFailure("a reply's headers are texts: \(member.name)")
            }
            fields.append(HTTPField(name: name, value: value))
        }
        for field in extra { fields[field.name] = field.value }
        return Response(
            status: .init(code: status), headers: fields,
            body: body.isEmpty ? .init() : .init(byteBuffer: ByteBuffer(bytes: body)))
    }

    /// The names that answers mostly have need not be read.
    private static func name(_ text: String) -> HTTPField.Name? {
        switch text {
        case "Content-Type": .contentType
        case "Location": .location
        case "Pochtar-Revision": .revision
        default: HTTPField.Name(text)
        }
    }

    /// An answer in plain text or HTML.
    package static func text(_ text: String, type: String = "text/plain; charset=utf-8", status: Int = 200) -> Reply {
        Reply(status: status, headers: [.init("Content-Type", .string(type))], body: Array(text.utf8))
    }
}
