import Messages
import Storage

extension MappingHold {
    var json: JSON {
        .filled([
            "id": .string(id), "revision": .string(mapping.revision.text), "source": .string(mapping.system),
            "type": .string(mapping.type), "target": .string(mapping.target), "objects": JSON(objects),
            "at": .time(at), "approved_by": approvedBy.map(JSON.string), "reason": reason.map(JSON.string),
            "links": .filled(["approve": approvedBy == nil ? .string("/api/v1/holds/\(id)/approve") : nil]),
        ])
    }
}
