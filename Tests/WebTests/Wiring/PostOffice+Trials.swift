import Foundation
import Messages
import Storage
import Web

extension PostOffice {
    private static let contract = """
        types:
          Справочник.Пробы:
            lane: catalogs
            fields:
              Наименование: { type: string, length: 50 }
              Родитель: { type: ref, to: [Справочник.Пробы] }
              Вес: { type: number, digits: 10, fraction: 3 }
            tables:
              Состав:
                Проба: { type: ref, to: [Справочник.Пробы] }
                Количество: { type: number, digits: 10, fraction: 0 }

        """

    private static let mapping = """
        return {
          api_level = 1,
          from = "ut11.Справочник.Пробы",
          to   = "ut103.Справочник.Пробы",
          map = function(doc, ctx)
            local состав = {}
            for i, строка in ipairs(doc.Состав or {}) do
              состав[i] = { Проба = ref("Справочник.Пробы", строка.Проба), Количество = строка.Количество }
            end
            return { Наименование = doc.Наименование, Вес = doc.Вес, Родитель = ref("Справочник.Пробы", doc.Родитель),
              Состав = состав }
          end,
        }

        """

    /// Adds a type that goes from УТ 11 to 10.3 to a tree on disk.
    static func addTrials(to tree: URL) throws {
        for system in ["ut103", "ut11"] {
            let file = tree.appending(path: "mappings/contracts/\(system)/пробы.yaml")
            try Data("system: \(system)\n\(contract)".utf8).write(to: file)
        }
        let folder = tree.appending(path: "mappings/Пробы")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(mapping.utf8).write(to: folder.appending(path: "to_ut103.lua"))
    }

    /// A key of a system's own.
    func key(of system: String) async throws -> String {
        let (key, secret) = APIKey.generate(name: "ключ-\(system)", roles: [.source], system: system, at: clock.now)
        _ = try await store.transaction { try $0.add(key) }
        return "Bearer \(secret)"
    }
}

/// A trial of УТ 11, as a message.
struct Trial {
    var id = Self.id(1)
    var version = 1
    var weight = "1.500"
    var parent: String?
    var isDeleted = false

    static func id(_ number: Int) -> String { "70e1b7c4-52d1-11ed-9d3a-00155d0a000\(number)" }

    var text: String {
        let reference = parent.map { #"{"ref":"\#($0)","type":"Справочник.Пробы","name":"Первая"}"# } ?? "null"
        return """
            {"source":"ut11","type":"Справочник.Пробы","id":"\(id)","version":"\(version)",\
            "changed_at":"2026-11-27T09:0\(version):00Z","operation":"\(isDeleted ? "delete" : "upsert")",\
            "presentation":"Проба","data":{"Наименование":"Проба","Вес":\(weight),"Родитель":\(reference),\
            "Состав":[{"Проба":\(reference),"Количество":2}]}}
            """
    }
}
