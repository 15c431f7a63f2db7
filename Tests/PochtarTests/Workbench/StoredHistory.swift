import Foundation
import Messages
import Scripts
import Storage

/// A store of many cheap objects, as if a postman had mapped them all under a small tree.
struct StoredHistory {
    static let noon = Instant(milliseconds: 1_795_780_800_000)
    private static let batch = 2000

    let folder: TemporaryFolder
    let store: Store

    /// The options by which a command finds the store.
    var options: [String] { ["--data", folder.path("data")] }

    init() throws {
        folder = try TemporaryFolder()
        store = try Store(.file(folder.url.appending(path: "data/pochtar.sqlite")))
    }

    /// Writes a tree with one mapping of warehouses, whose `map` has this body.
    func tree(_ name: String, _ body: String) throws -> URL {
        let retry = try String(contentsOf: House.tree.appending(path: "policies/retry.yaml"), encoding: .utf8)
        try folder.write(retry, to: "\(name)/policies/retry.yaml")
        for system in ["ut103", "ut11"] {
            try folder.write(
                """
                system: \(system)
                types:
                  Справочник.Склады:
                    fields:
                      Наименование: { type: string, length: 50 }
                      Комментарий: { type: string }
                      Номер: { type: number, digits: 9 }
                """, to: "\(name)/mappings/contracts/\(system).yaml")
        }
        try folder.write(
            """
            return { api_level = 1, from = "ut103.Справочник.Склады", to = "ut11.Справочник.Склады",
              map = function(doc, ctx)
            \(body)
              end }
            """, to: "\(name)/mappings/Склады/to_ut11.lua")
        return folder.url.appending(path: name)
    }

    /// Makes a tree the live revision.
    func activate(_ tree: URL) async throws -> RevisionID {
        let files = try TreeFiles(readingFrom: tree)
        try await store.transaction { session in
            try session.keepRevision(files.revision, files: files.files, at: Self.noon)
            try session.record(
                Activation(revision: files.revision, at: Self.noon, actor: "start", isLive: true, findings: []))
        }
        return files.revision
    }

    /// Stores warehouses by number, each with the answer that a live `{ Наименование = doc.Наименование }` gives.
    ///
    /// - Parameters:
    ///   - received: when they came.
    ///   - revision: under which one was mapped, by number.
    ///   - answer: the fields that were written down, by number.
    func fill(
        _ numbers: ClosedRange<Int>, received: Instant, revision: @escaping @Sendable (Int) -> RevisionID,
        answer: @escaping @Sendable (Int) -> String = { #"{"Наименование":"Склад \#($0)"}"# }
    ) async throws {
        for first in stride(from: numbers.lowerBound, through: numbers.upperBound, by: Self.batch) {
            let part = first...min(first + Self.batch - 1, numbers.upperBound)
            try await store.transaction { session in
                let arrivals = part.map { Self.arrival($0, received) }
                _ = try session.accept(arrivals)
                for (number, arrival) in zip(part, arrivals) {
                    try session.noteSorting(
                        Sorting(messageID: arrival.id, outcome: .mapped, reason: nil, revision: revision(number)),
                        at: received)
                    try session.recordUnchanged(
                        Self.dispatch(of: arrival, under: revision(number)),
                        fieldsHash: Digest.hex(of: arrival.key.type, answer(number)))
                }
            }
        }
    }

    private static func arrival(_ number: Int, _ received: Instant) -> Arrival {
        let digits = String(number)
        let id = "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
        return Arrival(
            id: Identifier.make(at: received), key: ObjectKey(system: "ut103", type: "Справочник.Склады", id: id),
            version: "1", changedAt: received, operation: .upsert, presentation: "Склад \(number)",
            data: #"{"Наименование":"Склад \#(number)","Номер":\#(number)}"#, lane: .catalogs, caller: "1c",
            correlationID: "c", receivedAt: received)
    }

    private static func dispatch(of arrival: Arrival, under revision: RevisionID) -> Dispatch {
        Dispatch(
            id: Identifier.make(at: arrival.receivedAt), messageID: arrival.id, source: arrival.key, ordinal: 1,
            position: 0, target: "ut11", slot: "объект", targetType: arrival.key.type, action: .write, lane: .catalogs,
            state: .unchanged, key: arrival.id, fields: "{}", revision: revision, attempts: 0,
            wanted: arrival.key.id, reference: nil, reason: nil, createdAt: arrival.receivedAt)
    }
}
