import Foundation
import Messages

/// УТ 11's OData service: takes a request, changes the base, answers. Faults on demand are not its business.
package struct ODataService: Sendable {
    /// Where the service is published.
    package static let root = "/ut11/odata/standard.odata"

    package let base: UT11Database
    private let settings: UT11Settings

    package init(base: UT11Database, settings: UT11Settings) {
        self.base = base
        self.settings = settings
    }

    /// Answers one request as УТ 11 would; effects are in the database when it returns.
    package func respond(to request: ODataRequest) -> ODataReply {
        let options = ODataOptions(request.query)
        guard isAuthorized(request.authorization) else {
            return settings.answersLoginPage ? .loginPage : .unauthorized
        }
        let json = options.wantsJSON(accept: request.accept)
        do throws(ODataFault) {
            return try answer(request, options, json)
        } catch {
            return .fault(error, json: json)
        }
    }

    private func isAuthorized(_ header: String?) -> Bool {
        guard let header, header.lowercased().hasPrefix("basic "),
            let data = Data(base64Encoded: header.dropFirst(6).trimmingCharacters(in: .whitespaces))
        else { return false }
        return String(decoding: data, as: UTF8.self) == settings.login + ":" + settings.password
    }

    private func answer(
        _ request: ODataRequest, _ options: ODataOptions, _ json: Bool
    ) throws(ODataFault) -> ODataReply {
        guard let path = request.path.removingPercentEncoding else { throw .wrongAddress }
        let key = request.idempotencyKey
        switch (request.method, try ODataTarget.read(path)) {
        case ("GET", .root):
            return .json(200, serviceDocument(request))
        case ("GET", .set(let set)):
            let entity = try base.schema.entity(set)
            let body: JSON = [
                "odata.metadata": metadata(set, request), "value": .array(try base.list(entity, options)),
            ]
            return json ? .json(200, body) : .atom(200, body)
        case ("GET", .object(let set, let reference)):
            let entity = try base.schema.entity(set)
            return whole(request, set, try base.read(entity, reference, options.selection), json, status: 200)
        case ("POST", .set(let set)):
            let entity = try base.schema.entity(set)
            return try create(entity, request, json)
        case ("PATCH", .object(let set, let reference)):
            let entity = try base.schema.entity(set)
            let content = try ODataContent.read(request.body, as: entity)
            let object = try base.change(entity, reference, content, key: key)
            return whole(request, set, object.rendered(as: entity, selecting: nil), json, status: 200)
        case ("DELETE", .object(let set, let reference)):
            try base.delete(try base.schema.entity(set), reference, key: key)
            return .noContent
        case ("POST", .method(let set, let reference, let name)):
            return try call(name, try base.schema.entity(set), reference, key)
        default: throw .wrongMethod
        }
    }

    private func create(_ entity: ODataEntity, _ request: ODataRequest, _ json: Bool) throws(ODataFault) -> ODataReply {
        let content = try ODataContent.read(request.body, as: entity)
        let object = try base.create(
            entity, content, key: request.idempotencyKey, honouringReference: settings.honoursRefKey)
        let location = "http://\(request.host)\(Self.root)/\(entity.set)(guid'\(object.reference)')"
        return whole(
            request, entity.set, object.rendered(as: entity, selecting: nil), json, status: 201, location: location)
    }

    private func call(
        _ name: String, _ entity: ODataEntity, _ reference: String, _ key: String?
    ) throws(ODataFault) -> ODataReply {
        guard entity.isDocument else { throw ODataFault(status: 404, code: 11, message: "Метод \"\(name)\" не найден") }
        switch name {
        case "Post": try base.post(entity, reference, key: key)
        case "Unpost": try base.unpost(entity, reference, key: key)
        default: throw ODataFault(status: 404, code: 11, message: "Метод \"\(name)\" не найден")
        }
        return ODataReply(status: 200, contentType: "text/plain; charset=utf-8", body: [])
    }

    private func whole(
        _ request: ODataRequest, _ set: String, _ members: [JSON.Member], _ json: Bool, status: Int,
        location: String? = nil
    ) -> ODataReply {
        let body = JSON.object([JSON.Member("odata.metadata", metadata(set + "/@Element", request))] + members)
        return json ? .json(status, body, location: location) : .atom(status, body, location: location)
    }

    private func metadata(_ fragment: String, _ request: ODataRequest) -> JSON {
        .string("http://\(request.host)\(Self.root)/$metadata#\(fragment)")
    }

    private func serviceDocument(_ request: ODataRequest) -> JSON {
        let names = base.schema.entities.keys.sorted()
        let sets = names.map { JSON.object([.init("name", .string($0)), .init("url", .string($0))]) }
        return ["odata.metadata": .string("http://\(request.host)\(Self.root)/$metadata"), "value": .array(sets)]
    }
}
