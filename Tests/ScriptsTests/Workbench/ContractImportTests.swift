import Messages
import Scripts
import Testing

@Suite("A contract made of metadata")
struct ContractImportTests {
    private static let dump = """
        {"_source": "проба",
         "catalogs": {
           "Полки": {"synonym": "Полки", "hierarchical": "true", "codeLength": "5", "codeType": "String",
             "descriptionLength": "40", "owners": ["Catalog.Комнаты"],
             "attributes": {"Ширина": "Number(6,1)", "Сделана": "Date", "Чья": "CatalogRef.Жильцы|DocumentRef.Заказ",
               "Цвет": "EnumRef.Цвета", "Вид": "EnumRef.Виды", "Вес": "DefinedType.Вес", "Имя": "String(0)"},
             "tabular": {"Книги": {"Книга": "CatalogRef.Книги", "Номер": "Number(3,0)"}},
             "fillChecking": {"header": ["Цвет"], "standard": ["Description"], "rows": {"Книги": ["Книга"]}}},
           "Ящики": {"Hierarchical": "true", "HierarchyType": "HierarchyOfItems", "CodeLength": "0",
             "DescriptionLength": "10", "attributes": {"Ключ": {"type": "string(11)", "vendor": false},
               "Объем": {"type": "decimal(2,0)"}, "Мера": {"type": "CatalogRef.Меры|decimal(15,2)"}}, "tabular": {}}},
         "documents": {
           "Уборка": {"NumberType": "String", "NumberLength": "11", "Posting": "Deny", "attributes": {},
             "tabular": {"Полки": {"columns": {"Полка": {"type": "CatalogRef.Полки"}}, "vendor": false}}}},
         "enums": {"Цвета": {"values": ["Белый", "Да"]}}}
        """

    private static let edmx = """
        <?xml version="1.0" encoding="utf-8"?>
        <edmx:Edmx xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx" Version="1.0"><edmx:DataServices>
        <Schema Namespace="StandardODATA" xmlns="http://schemas.microsoft.com/ado/2009/11/edm">
        <EntityType Name="Document_Уборка">
          <Property Name="Ref_Key" Type="Edm.Guid"/><Property Name="DataVersion" Type="Edm.String"/>
          <Property Name="Number" Type="Edm.String" MaxLength="11"/><Property Name="Posted" Type="Edm.Boolean"/>
          <Property Name="Кто_Key" Type="Edm.Guid"/><Property Name="Где_Key" Type="Edm.Guid"/>
          <Property Name="Повод" Type="Edm.String"/><Property Name="Повод_Type" Type="Edm.String"/>
          <Property Name="Часов" Type="Edm.Double"/><Property Name="Вид" Type="Edm.String"/>
          <Property Name="Полки" Type="Collection(StandardODATA.Document_Уборка_Полки_RowType)"/>
          <NavigationProperty Name="Кто" Relationship="StandardODATA.Уборка_Кто" FromRole="Begin" ToRole="End"/>
        </EntityType>
        <EntityType Name="Document_Уборка_Полки"><Property Name="Ref_Key" Type="Edm.Guid"/></EntityType>
        <ComplexType Name="Document_Уборка_Полки_RowType"><Property Name="Ref_Key" Type="Edm.Guid"/>
          <Property Name="LineNumber" Type="Edm.Int64"/><Property Name="Протерта" Type="Edm.Boolean"/></ComplexType>
        <EntityType Name="InformationRegister_Пыль"><Property Name="Period" Type="Edm.DateTime"/></EntityType>
        <Association Name="Уборка_Кто"><End Role="Begin" Type="StandardODATA.Document_Уборка"/>
          <End Role="End" Type="StandardODATA.Catalog_Жильцы"/></Association>
        </Schema></edmx:DataServices></edmx:Edmx>
        """

    @Test("has what a dump says, in both spellings; what it does not say stands in comments and is told")
    func dump() throws {
        // When
        let made = try ContractImport(Array(Self.dump.utf8), named: "dump.json", system: "ut11", types: [])
        // Then
        let contract = try Self.contract(made)
        let shelf = try #require(contract.types["Справочник.Полки"])
        #expect(shelf.title == "Полки" && shelf.lane == .catalogs)
        #expect(shelf.fields["Ширина"]?.kind == .number(digits: 6, fraction: 1))
        #expect(shelf.fields["Чья"]?.kind == .reference(["Справочник.Жильцы", "Документ.Заказ"]))
        #expect(shelf.fields["Владелец"]?.kind == .reference(["Справочник.Комнаты"]))
        #expect(shelf.fields["Родитель"]?.kind == .reference(["Справочник.Полки"]))
        #expect(shelf.fields["ЭтоГруппа"]?.kind == .boolean && shelf.fields["Имя"]?.kind == .string(length: nil))
        #expect(shelf.fields["Цвет"] == Field(kind: .enumeration(["Белый", "Да"]), isRequired: true))
        #expect(shelf.fields["Наименование"] == Field(kind: .string(length: 40), isRequired: true))
        #expect(shelf.tables["Книги"]?["Книга"] == Field(kind: .reference(["Справочник.Книги"]), isRequired: true))
        let box = try #require(contract.types["Справочник.Ящики"])
        #expect(box.fields["ЭтоГруппа"] == nil && box.fields["Родитель"] != nil && box.fields["Код"] == nil)
        #expect(box.fields["Объем"]?.kind == .number(digits: 2, fraction: 0))
        let document = try #require(contract.types["Документ.Уборка"])
        #expect(document.lane == .documents && document.fields["Проведен"] == nil)
        #expect(document.fields["Номер"]?.kind == .string(length: 11) && document.tables["Полки"] != nil)
        #expect(shelf.fields["Вес"] == nil && shelf.fields["Вид"] == nil)
        #expect(
            made.doubts == [
                "Справочник.Полки.Вид: перечисление Виды: его значений в выгрузке нет",
                "Справочник.Полки.Вес: определяемый тип Вес в выгрузке не раскрыт",
                "Справочник.Ящики.Мера: кроме ссылок бывает decimal(15,2): контракт этого не скажет",
            ])
        #expect(made.text.contains("      # Вес: определяемый тип Вес в выгрузке не раскрыт\n"))
        #expect(made.text.contains("# Собственные реквизиты, в поставке их нет.\n      Ключ:"))
    }

    @Test("reads the names of OData back into those of 1С, and says what EDMX cannot")
    func edmx() throws {
        // When
        let made = try ContractImport(Array(Self.edmx.utf8), named: "a/edmx.xml", system: "ut11", types: ["Уборка"])
        // Then
        let contract = try Self.contract(made)
        let type = try #require(contract.types["Документ.Уборка"])
        #expect(type.fields["Ссылка"]?.kind == .reference(["Документ.Уборка"]))
        #expect(type.fields["Номер"]?.kind == .string(length: 11) && type.fields["Проведен"]?.kind == .boolean)
        #expect(type.fields["Кто"]?.kind == .reference(["Справочник.Жильцы"]))
        #expect(type.fields["Часов"]?.kind == .number(digits: 15, fraction: 3))
        #expect(type.fields["Вид"]?.kind == .string(length: nil))
        #expect(type.fields["DataVersion"] == nil && type.fields["Где"] == nil && type.fields["Повод"] == nil)
        #expect(type.tables["Полки"] == ["Протерта": Field(kind: .boolean)])
        for told in [
            "Где: ссылка, но на что", "Повод: составной тип: списка его типов в EDMX нет",
            "Вид: строка без длины: неограниченная или перечисление", "Часов: точность в EDMX не сказана",
        ] {
            #expect(made.doubts.contains { $0.hasPrefix("Документ.Уборка.\(told)") }, "\(told)")
            #expect(made.text.contains("# \(told)"))
        }
    }

    @Test("is refused for what it cannot be made of, with what to ask for instead")
    func refusals() {
        func refusal(_ text: String, _ types: [String] = []) -> String? {
            do throws(WorkbenchFault) {
                _ = try ContractImport(Array(text.utf8), named: "x", system: "ut11", types: types)
                return nil
            } catch {
                return error.description
            }
        }
        #expect(refusal("<a><b></a>")?.contains("не читается как XML") == true)
        #expect(refusal("<a/>") == "x: это не EDMX: нужен ответ 1С на $metadata")
        #expect(refusal("{\"a\": 1}") == "x: это не выгрузка метаданных: нет ни documents, ни catalogs")
        #expect(refusal("[")?.hasPrefix("x:1: ни EDMX, ни JSON") == true)
        #expect(refusal(Self.dump, ["Полка"]) == "x: типа «Полка» нет; может быть, «Полки»?")
    }

    @Test("of many values keeps to lines that people can read")
    func longLines() throws {
        let values = (1...60).map { "\"Значение\($0)\"" }.joined(separator: ",")
        let made = try ContractImport(
            Array(
                """
                {"catalogs":{"А":{"descriptionLength":"5","attributes":{"Б":"EnumRef.В"}}},"enums":{"В":[\(values)]}}
                """.utf8), named: "x", system: "ut11", types: [])
        #expect(made.text.split(separator: "\n").allSatisfy { $0.count <= 120 })
        let contract = try Self.contract(made)
        #expect(
            contract.types["Справочник.А"]?.fields["Б"]?.kind == .enumeration((1...60).map { "Значение\($0)" }))
    }

    /// The contract as a tree reads it.
    private static func contract(_ made: ContractImport) throws -> Contract {
        let revision = try TreeFixture(["mappings/contracts/ut11.yaml": made.text]).revision()
        return try #require(revision.contracts["ut11"])
    }
}
