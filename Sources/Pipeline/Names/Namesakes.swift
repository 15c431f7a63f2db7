import Connectors
import Logging
import Messages
import Scripts
import Storage

/// Answers a connector that asks, before it creates an object, whether the target has one that looks like it.
struct Namesakes: Sendable {
    /// So many are shown to a person.
    private static let most = 50

    let store: Store
    let revision: Revision
    let dispatch: Dispatch
    /// Fields that tell objects apart.
    let distinct: [String]
    let logger: Logger

    /// What is to be waited for before a connector is asked to create the object: nothing could come of its requests
    /// but that they are made again. Nil when there is nothing to wait for, or when the reading has come to trouble:
    /// then the requests shall find out whether the target is away.
    func awaited(by match: [[String]]) async -> String? {
        let groups = groups.filter(match.contains)
        guard !groups.isEmpty, dispatch.action == .write, dispatch.reference == nil else { return nil }
        let dispatch = dispatch
        // A store that does not answer now is asked again when it comes to creating.
        let isKnown = try? await store.read { session in
            guard let index = try session.nameIndex(dispatch.targetType, in: dispatch.target) else { return false }
            return index.covers(groups) || index.reason != nil
        }
        return isKnown == false ? sentence : nil
    }

    private var groups: [[String]] { revision.lookalikeGroups[dispatch.target]?[dispatch.targetType] ?? [] }

    private var sentence: String { "имена \(dispatch.targetType) в \(dispatch.target) ещё не прочитаны" }

    /// What looks like the dispatch's object by these values; nil when the store does not say.
    func alike(_ fields: JSON) async -> Resemblance? {
        let looks = groups.compactMap { group in
            NameLook.look(fields, by: group).map { (group: group, look: $0) }
        }
        guard !looks.isEmpty else { return Resemblance.none }
        let (dispatch, distinct, sentence) = (dispatch, distinct, sentence)
        do {
            return try await store.read { session in
                guard let index = try session.nameIndex(dispatch.targetType, in: dispatch.target),
                    index.covers(looks.map(\.group))
                else {
                    return .unknown(sentence)
                }
                // Another's, and with another article: there is nothing to ask a person about.
                let found = try session.namesakes(of: dispatch.source, looks: looks, in: index).filter { namesake in
                    namesake.owner == nil || !NameLook.isToldApart(namesake.written, fields, by: distinct)
                }
                return Self.resemblance(found, fields, distinct)
            }
        } catch {
            logger.error("cannot look for lookalikes", metadata: ["dispatch": "\(dispatch.id)", "error": "\(error)"])
            return nil
        }
    }

    private static func resemblance(_ found: [Namesake], _ fields: JSON, _ distinct: [String]) -> Resemblance {
        guard let first = found.first else { return Resemblance.none }
        let candidates = found.prefix(most).map { namesake in
            let owner = namesake.owner.map { "уже сопоставлен с «\($0)»" }
            let said = differences(of: namesake.written, from: fields, distinct) + (owner.map { [$0] } ?? [])
            return Candidate(
                reference: namesake.reference, name: namesake.name,
                difference: said.isEmpty ? nil : said.joined(separator: "; "))
        }
        return .alike(candidates, owner: found.allSatisfy { $0.owner != nil } ? first.owner : nil)
    }

    /// Of a field that is not the name itself the name is said.
    private static func differences(of written: JSON, from fields: JSON, _ distinct: [String]) -> [String] {
        (written.members ?? []).compactMap { member in
            guard let theirs = member.value.string, let ours = fields[member.name]?.string else { return nil }
            if distinct.contains(member.name), NameLook.isToldApart(written, fields, by: [member.name]) {
                return "\(member.name): «\(theirs)», у нас «\(ours)»"
            }
            guard let difference = Lookalikes.difference(of: theirs, from: ours) else { return nil }
            return member.name == "Наименование" ? difference : "\(member.name): \(difference)"
        }
    }
}
