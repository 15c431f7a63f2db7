import Foundation
import Messages
import Storage
import Testing

@Suite("pochtar mapping capture", .timeLimit(.minutes(10)))
struct MappingCaptureTests {
    private static let data = """
        {"Наименование":"Точка","ВидСклада":"Оптовый","Комментарий":"звонить Петрову Ивану Сергеевичу +7 916 123-45-67"}
        """

    @Test("a stored message becomes a sample with personal data masked, and what is there is not overwritten")
    func capture() async throws {
        // Given
        let folder = try TemporaryFolder()
        let tree = try House.copy(into: folder)
        let id = Identifier.make(at: StoredHistory.noon)
        try await Self.accept(id, in: folder)
        let call = ["mapping", "capture", id, "--name", "точка", "--tree", tree.path, "--data", folder.path("data")]
        // When
        let answer = try await PochtarProcess.run(call)
        // Then
        #expect(answer.code == 0, "\(answer.output)\(answer.error)")
        #expect(answer.output.contains("mappings/Склады/samples/точка.json: создан"))
        #expect(answer.output.contains("Заменено: data.Комментарий."), "\(answer.output)")
        #expect(answer.output.contains("pochtar mapping test Склады --accept"))
        let file = tree.appending(path: "mappings/Склады/samples/точка.json")
        let sample = try JSONReader.read(Array(Data(contentsOf: file)))
        #expect(sample["data"]?["Наименование"] == "Точка" && sample["source"] == "ut103")
        #expect(sample["data"]?["Комментарий"]?.string?.contains("916") == false)
        let again = try await PochtarProcess.run(call)
        #expect(again.code == 1 && again.error.contains("уже есть: не переписываю"))
        let accepted = try await PochtarProcess.run(["mapping", "test", "Склады", "--accept", "--tree", tree.path])
        #expect(accepted.code == 0, "\(accepted.output)")
    }

    @Test("personal data may be kept; a message that is not there and a name that is none are refused")
    func others() async throws {
        let folder = try TemporaryFolder()
        let tree = try House.copy(into: folder)
        let id = Identifier.make(at: StoredHistory.noon)
        try await Self.accept(id, in: folder)
        let options = ["--tree", tree.path, "--data", folder.path("data")]

        let kept = try await PochtarProcess.run(["mapping", "capture", id, "--keep"] + options)
        #expect(kept.code == 0 && kept.output.contains("Личные данные не заменены"), "\(kept.output)\(kept.error)")
        let file = tree.appending(path: "mappings/Склады/samples/письмо-\(id.suffix(12)).json")
        #expect(try String(contentsOf: file, encoding: .utf8).contains("+7 916 123-45-67"))
        let unknown = try await PochtarProcess.run(["mapping", "capture", "нет"] + options)
        #expect(unknown.code == 1 && unknown.error.contains("Сообщения нет в хранилище нет."), "\(unknown.error)")
        let name = try await PochtarProcess.run(["mapping", "capture", id, "--name", "../x"] + options)
        #expect(name.code == 2)
    }

    private static func accept(_ id: String, in folder: TemporaryFolder) async throws {
        let store = try Store(.file(folder.url.appending(path: "data/pochtar.sqlite")))
        let arrival = Arrival(
            id: id,
            key: ObjectKey(
                system: "ut103", type: "Справочник.Склады", id: "10e1b7c4-52d1-11ed-9d3a-00155d0a0077"),
            version: "1", changedAt: StoredHistory.noon, operation: .upsert, presentation: "Точка", data: data,
            lane: .catalogs, caller: "1c", correlationID: "c", receivedAt: StoredHistory.noon)
        try await store.transaction { session in _ = try session.accept(arrival) }
        try store.close()
    }
}
