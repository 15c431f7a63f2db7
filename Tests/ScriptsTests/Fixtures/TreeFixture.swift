import Foundation
import Messages
import Scripts

/// Makes small trees as an integrator would write them, and runs them over the production pool.
struct TreeFixture {
    var files: [String: String]

    /// A tree with the shipped retry policy and a contract of both systems.
    init(_ files: [String: String] = [:]) {
        self.files = [
            "policies/retry.yaml": Self.retry, "mappings/contracts/ut103.yaml": Self.source,
            "mappings/contracts/ut11.yaml": Self.target,
            "mappings/tables/ндс.yaml":
                "НДС20: 222a6401-78f2-5bc0-8db2-a31b2651e178\nСтавка: { Процент: 20.5, Имена: [а, б] }\n",
        ]
        self.files.merge(files) { $1 }
    }

    /// A tree with one mapping of Контрагенты into one object of Партнеры, whose `map` has this body.
    static func mapping(_ body: String, head: String = "") -> TreeFixture {
        TreeFixture(["mappings/Контрагенты/to_ut11.lua": Self.source(of: body, head: head)])
    }

    static func source(of body: String, head: String = "") -> String {
        """
        \(head)
        return {
          api_level = 1, from = "ut103.Справочник.Контрагенты", to = "ut11.Справочник.Партнеры",
          map = function(doc, ctx)
        \(body)
          end,
        }
        """
    }

    /// A tree with a connector whose `start` has this body; its arguments are `a` and `b`.
    static func plugin(_ body: String, head: String = "") -> TreeFixture {
        TreeFixture([
            "plugins/try/plugin.yaml": "name: try\nkind: connector\ntarget: ut11\nversion: 1\ntitle: Проба\n",
            "plugins/try/handler.lua": """
            \(head)
            local function nothing() end
            return { api_level = 1, next = nothing, probe = nothing, probed = nothing, start = function(a, b)
            \(body)
            end }
            """,
        ])
    }

    var tree: TreeFiles { TreeFiles(files: files.mapValues { Array($0.utf8) }) }

    func revision() throws -> Revision { try Revision(files: tree) }

    /// The tree that is shipped.
    static let shipped = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static let retry = """
        schedule: [1m, 5m]
        jitter: 20 %
        deadline: 24h
        overload_penalty: 60s
        parked_escalation: 30m
        probe_every: 30s
        breaker: { share: 50 %, calls: 10, window: 60s }
        lease: 45s
        request_timeout: 10s
        """

    static let source = """
        system: ut103
        types:
          Справочник.Контрагенты:
            fields:
              Наименование: { type: string, length: 100 }
              ИНН: { type: string, length: 12 }
              Комментарий: { type: string }
              Покупатель: { type: boolean }
              ГоловнойКонтрагент: { type: ref, to: [Справочник.Контрагенты] }
              Сделка: { type: ref, to: [Документ.ЗаказПокупателя, Документ.Заявка] }
              ДатаСоздания: { type: date }
              Лимит: { type: number, digits: 15, fraction: 2 }
              ЮрФизЛицо: { type: enum, values: [ЮрЛицо, ФизЛицо] }
            tables:
              Товары:
                Номенклатура: { type: ref, to: [Справочник.Номенклатура] }
                Количество: { type: number, digits: 15, fraction: 3 }
                Коэффициент: { type: number, digits: 15, fraction: 3 }
                Цена: { type: number, digits: 15, fraction: 2 }
                СтавкаНДС: { type: string }
        """

    static let target = """
        system: ut11
        types:
          Справочник.Партнеры:
            identity: [Наименование]
            marker: Комментарий
            fields:
              Наименование: { type: string, length: 20, required: true }
              Комментарий: { type: string }
              Клиент: { type: boolean }
              Лимит: { type: number, digits: 15, fraction: 2 }
              Вид: { type: enum, values: [Компания, ЧастноеЛицо] }
              Головной: { type: ref, to: [Справочник.Партнеры, Справочник.Контрагенты] }
              Дата: { type: date }
            tables:
              Товары:
                Номенклатура: { type: ref, to: [Справочник.Номенклатура], required: true }
                Упаковка: { type: ref, to: [Справочник.Упаковки] }
                Количество: { type: number, digits: 15, fraction: 3 }
                Сумма: { type: number, digits: 15, fraction: 2 }
                СтавкаНДС: { type: ref, to: [Справочник.СтавкиНДС] }
          Справочник.Контрагенты:
            fields:
              Наименование: { type: string, length: 100 }
              Партнер: { type: ref, to: [Справочник.Партнеры] }
              ИНН: { type: string, length: 12 }
        """
}
