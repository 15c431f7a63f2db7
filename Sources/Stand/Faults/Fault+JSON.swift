package import Messages

extension Fault {
    /// How many faults the board takes at once.
    package static let limit = 100

    /// Reads the list that `POST /stand/faults` takes; the error is a sentence in Russian.
    package static func list(_ json: JSON) throws(FaultUnreadable) -> [Fault] {
        guard let items = json.array else { throw FaultUnreadable("нужен список сбоев: [{\"kind\": …}]") }
        guard items.count <= limit else { throw FaultUnreadable("сбоев больше \(limit)") }
        var faults: [Fault] = []
        for item in items { faults.append(try Fault(item)) }
        return faults
    }

    private init(_ json: JSON) throws(FaultUnreadable) {
        guard let members = json.members else { throw FaultUnreadable("сбой — это объект с полем kind") }
        let known = ["kind", "match", "delay_ms", "status", "retry_after", "down", "when"]
        try Self.refuseUnknown(members, known)
        let name = json["kind"]?.string ?? (json["down"] == true ? Kind.refuse.rawValue : "")
        guard let kind = Kind(rawValue: name) else {
            throw FaultUnreadable(
                "kind «\(name)» неизвестен, есть: " + Kind.allCases.map(\.rawValue).joined(separator: ", "))
        }
        let when = json["when"]?.string
        guard when == nil || when.flatMap(Moment.init) != nil else { throw FaultUnreadable("when: before или after") }
        self.init(
            kind, match: json["down"] == true ? FaultMatch() : try Self.match(json["match"] ?? .object([])),
            delay: .milliseconds(Int64(max(0, json["delay_ms"]?.int ?? 100))), status: json["status"]?.int ?? 503,
            retryAfter: json["retry_after"]?.int, when: when.flatMap(Moment.init))
        guard (100...599).contains(status) else { throw FaultUnreadable("status от 100 до 599") }
    }

    private static func match(_ json: JSON) throws(FaultUnreadable) -> FaultMatch {
        try refuseUnknown(json.members ?? [], ["method", "path_contains", "nth", "times"])
        return FaultMatch(
            method: json["method"]?.string, pathContains: json["path_contains"]?.string, nth: json["nth"]?.int ?? 1,
            times: json["times"]?.int)
    }

    private static func refuseUnknown(_ members: [JSON.Member], _ known: [String]) throws(FaultUnreadable) {
        for member in members where !known.contains(member.name) {
            throw FaultUnreadable("поле «\(member.name)» неизвестно, есть: " + known.joined(separator: ", "))
        }
    }

    /// The fault in the form it is posted in.
    package var json: JSON {
        let match: [JSON.Member] = [
            JSON.Member("method", JSON(match.method)), JSON.Member("path_contains", JSON(match.pathContains)),
            JSON.Member("nth", JSON(match.nth)), JSON.Member("times", JSON(match.times)),
        ]
        return [
            "kind": .string(kind.rawValue), "match": .object(match.filter { !$0.value.isNull }),
            "delay_ms": JSON(Int(delay.milliseconds)), "status": JSON(status), "retry_after": JSON(retryAfter),
            "when": .string(when.rawValue),
        ]
    }
}
