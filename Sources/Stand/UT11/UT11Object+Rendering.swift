import Foundation
import Messages

extension UT11Object {
    /// The whole object as 1С answers it: every property of the entity, the empty ones too.
    func rendered(as entity: ODataEntity, selecting selection: Set<String>?) -> [JSON.Member] {
        var members = [
            JSON.Member("Ref_Key", .string(reference)),
            JSON.Member("DataVersion", .string(Self.base64(dataVersion))),
        ]
        members += Self.values(header, of: entity.properties, set: set, reference: reference, posted: isPosted)
        if !entity.isDocument {
            members += [JSON.Member("Predefined", false), JSON.Member("PredefinedDataName", "")]
        }
        for (name, properties) in entity.parts.sorted(by: { $0.key < $1.key }) {
            members.append(JSON.Member(name, .array(rows(name, properties))))
        }
        guard let selection else { return members }
        return members.filter { selection.contains($0.name) }
    }

    private func rows(_ part: String, _ properties: [String: ODataProperty]) -> [JSON] {
        (parts[part] ?? []).enumerated().map { index, values in
            let own = properties.filter { $0.key != "LineNumber" }
            return .object(
                [
                    JSON.Member("Ref_Key", .string(reference)),
                    JSON.Member("LineNumber", .string(String(index + 1))),
                ] + Self.values(values, of: own, set: nil, reference: reference, posted: false))
        }
    }

    private static func values(
        _ values: [String: JSON], of properties: [String: ODataProperty], set: String?, reference: String, posted: Bool
    ) -> [JSON.Member] {
        var members: [JSON.Member] = []
        for (name, property) in properties.sorted(by: { $0.key < $1.key }) {
            let value = name == "Posted" ? .bool(posted) : values[name] ?? property.empty
            members.append(JSON.Member(name, value))
            if property.hasTypeBeside {
                members.append(
                    JSON.Member(name + "_Type", values[name + "_Type"] ?? .string(ODataProperty.undefinedType)))
            }
            if case .reference = property.kind, let set, value != property.empty {
                let link = "\(set)(guid'\(reference)')/\(name.dropLast(4))"
                members.append(JSON.Member("\(name.dropLast(4))@navigationLinkUrl", .string(link)))
            }
        }
        return members
    }

    private static func base64(_ counter: UInt64) -> String {
        withUnsafeBytes(of: counter.bigEndian) { Data($0).base64EncodedString() }
    }
}
