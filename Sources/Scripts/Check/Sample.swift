import Foundation
import Messages

/// One message kept beside a mapping, with the path of the answer that is expected of it.
struct Sample {
    /// Why a sample cannot be read.
    struct Fault: Error {
        var line = 1
        var column: Int?
        let message: String
    }

    let path: String
    /// Where the expected answer for the mapping's target is, or should be.
    let expectedPath: String
    let input: MappingInput
    /// What `ctx.now` says: the moment of the sample, so that the answer is the same tomorrow.
    let now: Instant
    /// Attributes that carry something: `Комментарий`, `Товары.Цена`.
    let filledPaths: Set<String>

    /// Reads `samples/<case>.json`.
    init(_ path: String, files: TreeFiles, target: String) throws(Fault) {
        self.path = path
        expectedPath = path.dropLast(".json".count) + ".\(target).json"
        let message: JSON
        do throws(JSONFault) {
            message = try JSONReader.read(files.files[path, default: []])
        } catch {
            throw Fault(line: error.line, column: error.column, message: error.sentence)
        }
        guard let source = message["source"]?.string, let type = message["type"]?.string,
            let id = message["id"]?.string.flatMap(GUID.normalized),
            let operation = message["operation"]?.string.flatMap(Messages.Operation.init)
        else {
            throw Fault(message: "пример — целое сообщение: source, type, id, operation (upsert или delete), data")
        }
        let data = message["data"] ?? .object([])
        guard data.members != nil else { throw Fault(message: "data должно быть объектом") }
        input = MappingInput(
            key: ObjectKey(system: source, type: type, id: id), operation: operation,
            presentation: message["presentation"]?.string, data: data.bytes(sortingKeys: false),
            needed: try Self.needed(message["needs"], system: source))
        filledPaths = FilledPaths.of(data)
        let changed = message["changed_at"]?.string.flatMap { Instant($0, zoneIfAbsent: .gmt) }
        now = changed ?? Instant(milliseconds: 1_767_225_600_000)
    }

    /// `needs`: the objects that the mapping reads through references, each with type, id and data; without data the
    /// object is one that has not come yet.
    private static func needed(_ value: JSON?, system: String) throws(Fault) -> [NeededObject] {
        guard let value else { return [] }
        let form = "needs примера — список объектов { type, id, presentation, data }; без data — объект ещё не пришёл"
        guard let items = value.array else { throw Fault(message: form) }
        var objects: [NeededObject] = []
        for item in items {
            guard let type = item["type"]?.string, let id = item["id"]?.string.flatMap(GUID.normalized) else {
                throw Fault(message: form)
            }
            let version = item["data"].map { data in
                NeededObject.Version(
                    ordinal: 1, name: item["version"]?.string ?? "1", presentation: item["presentation"]?.string,
                    data: data.text)
            }
            objects.append(NeededObject(key: ObjectKey(system: system, type: type, id: id), version: version))
        }
        return objects
    }
}
