import Foundation
import Messages
import Pipeline

/// What `POST /api/v1/revisions` is asked for: one wish, in earnest or tried out.
struct RevisionCommand: Sendable {
    /// Who may want something to be live.
    private static let makers: Set<Role> = [.integrator, .analyst]
    /// Who may approve what another caller wanted.
    private static let seconds: Set<Role> = [.integrator, .operator]

    let wish: RevisionWish
    /// Whether nothing is to come of it but an answer.
    let isDry: Bool

    /// `{"activate":"<id>"}`, `{"reload":true}`, `{"files":{"policies/geo.yaml":"…"}}` or `{"approve":"<id>"}`: one of
    /// them; all but the last may be tried out with `"dry_run":true`.
    init(_ call: Call) throws(Problem) {
        var body = try CommandReader(call.body)
        var wishes: [RevisionWish] = []
        if let id = body.optionalText("activate") { wishes.append(.kept(RevisionID(id))) }
        if body.flag("reload") { wishes.append(.tree) }
        if let changes = Self.changes(&body) { wishes.append(.changes(changes)) }
        let approval = body.optionalText("approve").map(RevisionID.init)
        if let approval { wishes.append(.approval(approval)) }
        isDry = body.flag("dry_run")
        if isDry, approval != nil { body.fail("dry_run", "одобрение не пробуют: уберите dry_run или approve") }
        if wishes.count != 1, body.faults.isEmpty {
            body.fail("activate", "нужно одно: activate или approve с номером ревизии, files или reload: true")
        }
        try body.finish()
        wish = wishes[0]
        try call.caller.requireRole(approval == nil ? Self.makers : Self.seconds)
        if case .changes(let changes) = wish { try Self.requireOwn(changes.keys, of: call.caller) }
    }

    /// Contents by path: a text, or null for a file that is to go.
    private static func changes(_ body: inout CommandReader) -> [String: [UInt8]?]? {
        guard let members = body.members("files") else { return nil }
        if members.isEmpty { body.fail("files", "ни одного файла нет") }
        var changes: [String: [UInt8]?] = [:]
        for member in members {
            let (place, path) = ("files.\(member.name)", member.name.precomposedStringWithCanonicalMapping)
            if !RevisionWish.takes(path) {
                body.fail(place, "путь начинается с mappings/, policies/ или plugins/ и не прячется за точкой")
            }
            if changes.keys.contains(path) { body.fail(place, "этот файл назван дважды") }
            guard member.value.isNull || member.value.string != nil else {
                body.fail(place, "нужен текст файла или null, а пришло: \(member.value.kind)")
                continue
            }
            changes.updateValue(member.value.string.map { Array($0.utf8) }, forKey: path)
        }
        return changes
    }

    /// An analyst's files are the policies.
    private static func requireOwn(_ paths: some Collection<String>, of caller: Caller) throws(Problem) {
        let foreign = paths.filter { !$0.hasPrefix("policies/") }.sorted()
        guard !foreign.isEmpty, !caller.roles.contains(.integrator) else { return }
        throw Problem(
            .forbidden,
            "Ключу «\(caller.name)» разрешены только файлы policies/: для \(foreign.joined(separator: ", ")) "
                + "нужна роль integrator.",
            faults: foreign.map { .init(field: "files.\($0)", message: "нужна роль integrator") })
    }
}
