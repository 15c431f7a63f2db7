import Messages

extension TestTree {
    /// Adds a kind of objects that goes both ways: one trial of 10.3 is a person and a trial of УТ 11, and a trial of
    /// УТ 11 is a trial of 10.3.
    func addTrials(master: String) throws {
        for system in ["ut103", "ut11"] {
            try write("mappings/contracts/\(system)/пробы.yaml", "system: \(system)\n" + Self.types)
        }
        try create("mappings/Пробы/to_ut11.lua", Self.there)
        try create("mappings/Пробы/to_ut103.lua", Self.back)
        try write("policies/master.yaml", Self.rule(master))
    }

    /// Makes another system the trials' owner.
    func own(trials master: String) throws {
        try write("policies/master.yaml", Self.rule(master))
    }

    private static func rule(_ master: String) -> String {
        """
        kinds:
          пробы:
            master: \(master)
            types:
              ut103: [Справочник.Пробы]
              ut11: [Справочник.Пробы, Справочник.ЛицаПроб]

        """
    }

    private static let types = """
        types:
          Справочник.Пробы:
            lane: catalogs
            identity: [Наименование]
            fields:
              Наименование: { type: string, length: 50 }
              ПометкаУдаления: { type: boolean }
              Родитель: { type: ref, to: [Справочник.Пробы] }
              Лицо: { type: ref, to: [Справочник.ЛицаПроб] }
              Вес: { type: number, digits: 10, fraction: 3 }
            tables:
              Состав:
                Проба: { type: ref, to: [Справочник.Пробы] }
                Количество: { type: number, digits: 10, fraction: 3 }
          Справочник.ЛицаПроб:
            lane: catalogs
            identity: [Наименование]
            fields:
              Наименование: { type: string, length: 50 }
              ПометкаУдаления: { type: boolean }

        """

    private static let there = """
        return {
          api_level = 1,
          from = "ut103.Справочник.Пробы",
          to   = { лицо = "ut11.Справочник.ЛицаПроб", проба = "ut11.Справочник.Пробы" },
          map = function(doc, ctx)
            local состав = {}
            for i, строка in ipairs(doc.Состав or {}) do
              состав[i] = { Проба = ref("Справочник.Пробы", строка.Проба), Количество = строка.Количество }
            end
            return {
              лицо  = { Наименование = doc.Наименование, ПометкаУдаления = doc.ПометкаУдаления or false },
              проба = { Наименование = doc.Наименование, ПометкаУдаления = doc.ПометкаУдаления or false,
                Родитель = ref("Справочник.Пробы", doc.Родитель), Лицо = own("лицо"), Вес = doc.Вес, Состав = состав },
            }
          end,
        }

        """

    private static let back = """
        return {
          api_level = 1,
          from = "ut11.Справочник.Пробы",
          to   = "ut103.Справочник.Пробы",
          ignore = { "Лицо" },
          map = function(doc, ctx)
            local состав = {}
            for i, строка in ipairs(doc.Состав or {}) do
              состав[i] = { Проба = ref("Справочник.Пробы", строка.Проба), Количество = строка.Количество }
            end
            return { Наименование = doc.Наименование, ПометкаУдаления = doc.ПометкаУдаления or false, Вес = doc.Вес,
              Родитель = ref("Справочник.Пробы", doc.Родитель), Состав = состав }
          end,
        }

        """
}
