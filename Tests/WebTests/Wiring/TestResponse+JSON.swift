import HTTPTypes
import HummingbirdTesting
import Messages
import NIOCore

extension TestResponse {
    /// The body as JSON.
    var json: JSON {
        get throws { try JSONReader.read(body.readableBytesView) }
    }

    /// The problem's code, when the answer is one.
    var code: String? {
        get throws {
            headers[.contentType] == "application/problem+json; charset=utf-8" ? try json["code"]?.string : nil
        }
    }

    subscript(header: String) -> String? {
        HTTPField.Name(header).flatMap { headers[$0] }
    }
}
