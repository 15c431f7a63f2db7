import Messages

/// What the simulated УТ 11 answers.
package struct ODataReply: Sendable, Hashable {
    package let status: Int
    package let contentType: String
    /// The new object's address with raw Cyrillic letters in it, as 1С writes it.
    package let location: String?
    /// Asks for Basic credentials.
    package let challenges: Bool
    package let body: [UInt8]

    init(status: Int, contentType: String, body: [UInt8], location: String? = nil, challenges: Bool = false) {
        self.status = status
        self.contentType = contentType
        self.location = location
        self.challenges = challenges
        self.body = body
    }

    static let noContent = ODataReply(status: 204, contentType: "text/plain", body: [])

    /// A login page, which some publications answer instead of 401.
    static let loginPage = ODataReply(status: 200, contentType: "text/html; charset=utf-8", body: loginText)

    static let unauthorized = ODataReply(
        status: 401, contentType: "text/html; charset=utf-8", body: loginText, challenges: true)

    private static let loginText = Array(
        """
        <!DOCTYPE html><html lang="ru"><head><title>1С:Предприятие</title></head>
        <body><h1>Вход в систему</h1><form><input name="user"><input type="password"></form></body></html>
        """.utf8)

    static func json(_ status: Int, _ value: JSON, location: String? = nil) -> ODataReply {
        ODataReply(
            status: status, contentType: "application/json;odata=minimalmetadata;charset=utf-8",
            body: value.bytes(sortingKeys: false), location: location)
    }

    /// What 1С writes for those who did not ask for JSON.
    static func atom(_ status: Int, _ value: JSON, location: String? = nil) -> ODataReply {
        let names =
            "xmlns:d=\"http://schemas.microsoft.com/ado/2007/08/dataservices\" "
            + "xmlns:m=\"http://schemas.microsoft.com/ado/2007/08/dataservices/metadata\""
        let entries = (value["value"]?.array ?? [value]).map { "<content>" + properties($0) + "</content>" }
        let text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><entry \(names)>" + entries.joined() + "</entry>"
        return ODataReply(
            status: status, contentType: "application/atom+xml;type=feed;charset=utf-8", body: Array(text.utf8),
            location: location)
    }

    static func fault(_ fault: ODataFault, json: Bool) -> ODataReply {
        if json { return .json(fault.status, fault.json) }
        let space = "http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <m:error xmlns:m="\(space)"><m:code>\(fault.code)</m:code>
            <m:message>\(escaped(fault.message))</m:message></m:error>
            """
        return ODataReply(status: fault.status, contentType: "application/xml;charset=utf-8", body: Array(text.utf8))
    }

    private static func properties(_ object: JSON) -> String {
        let inside = (object.members ?? []).map { member in
            let text = member.value.array?.map { "<d:element>" + properties($0) + "</d:element>" }.joined()
            let content = text ?? escaped(member.value.string ?? member.value.text)
            return "<d:\(member.name)>" + content + "</d:\(member.name)>"
        }
        return "<m:properties>" + inside.joined() + "</m:properties>"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
