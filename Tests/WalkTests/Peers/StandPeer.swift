import Cluster
import Foundation
import Messages

/// The stand as a process: УТ 11 with its faults, the feeding 10.3, the ledger over both.
struct StandPeer: Sendable {
    let control: Caller
    private let odata: Caller

    /// Starts a stand and waits until it answers.
    ///
    /// - Parameter options: of the command, besides where it listens and what it publishes.
    static func start(
        in household: Household, tree: URL, folder: URL, options: [String] = []
    ) async throws -> StandPeer {
        let port = try FreePort.find()
        let program = try Program(
            ["stand", "--port", String(port), "--tree", tree.path] + options, in: household,
            log: folder.appending(path: "stand.log"))
        let stand = StandPeer(port: port)
        try await Patience.until("the stand answers") {
            if let status = program.status { throw Problem(.internalError, "ended with \(status): \(program.output)") }
            return try await stand.control.get("/stand/health").status == 200
        }
        return stand
    }

    private init(port: Int) {
        control = Caller(port: port)
        odata = Caller(port: port, credentials: "Обмен:обмен")
    }

    var port: Int { control.port }

    /// Puts these faults in force, in place of all others.
    func fail(_ faults: JSON...) async throws {
        try await fail(faults)
    }

    /// Puts these faults in force, in place of all others.
    func fail(_ faults: [JSON]) async throws {
        let answer = try await control.post("/stand/faults", .array(faults))
        guard answer.status == 200 else { throw Problem(.internalError, "\(answer)") }
    }

    /// Ends all faults.
    func heal() async throws {
        _ = try await control.delete("/stand/faults")
    }

    /// How many requests each fault in force has struck, in their order.
    func struck() async throws -> [Int] {
        try await control.get("/stand/faults")["faults"]?.array?.compactMap { $0["struck"]?.int } ?? []
    }

    /// Waits until УТ 11 holds so many requests.
    func untilHeld(_ count: Int = 1) async throws {
        try await Patience.until("\(count) requests are held") {
            let query = ["at_least": String(count), "wait_ms": "1000"]
            return try await control.get("/stand/held", query)["held"]?.int ?? 0 >= count
        }
    }

    /// Lets every held request go: with its answer, or with a reset.
    func release(dropping: Bool) async throws {
        _ = try await control.post("/stand/release", ["drop": .bool(dropping)])
    }

    /// What both peers hold now.
    func ledger() async throws -> LedgerReading {
        var pages: [JSON] = []
        repeat {
            pages.append(try await control.get("/stand/ledger", ["offset": String(pages.count * 1000)]).json)
        } while pages.last?["truncated"] == true
        return LedgerReading(pages)
    }

    /// Enters an object as somebody in УТ 11 would; returns its reference.
    func create(_ set: String, _ fields: JSON) async throws -> String {
        let answer = try await odata.post(
            "/ut11/odata/standard.odata/\(set)", fields.bytes(sortingKeys: false), query: ["$format": "json"])
        guard let reference = answer["Ref_Key"]?.string else { throw Problem(.internalError, "\(answer)") }
        return reference
    }

    /// Changes an object as somebody in УТ 11 would.
    func change(_ set: String, _ reference: String, _ fields: JSON) async throws {
        let path = "/ut11/odata/standard.odata/\(set)(guid'\(reference)')"
        let answer = try await odata.patch(path, fields.bytes(sortingKeys: false), query: ["$format": "json"])
        guard answer.status == 200 else { throw Problem(.internalError, "\(answer)") }
    }

    /// How many objects of a set УТ 11 has.
    func count(_ set: String) async throws -> Int {
        let answer = try await odata.get("/ut11/odata/standard.odata/\(set)", ["$format": "json"])
        guard let objects = answer["value"]?.array else { throw Problem(.internalError, "\(answer)") }
        return objects.count
    }

    /// All objects of an entity set, as УТ 11 answers them.
    func list(_ set: String) async throws -> [JSON] {
        var objects: [JSON] = []
        while true {
            let query = ["$format": "json", "$top": "1000", "$skip": String(objects.count)]
            let answer = try await odata.get("/ut11/odata/standard.odata/\(set)", query)
            guard let page = answer["value"]?.array else { throw Problem(.internalError, "\(answer)") }
            objects += page
            if page.isEmpty { return objects }
        }
    }

    /// The object of УТ 11 as it answers itself; nil when it has none.
    func object(_ set: String, _ reference: String) async throws -> JSON? {
        let path = "/ut11/odata/standard.odata/\(set)(guid'\(reference)')"
        let answer = try await odata.get(path, ["$format": "json"])
        return answer.status == 200 ? answer.json : nil
    }
}
