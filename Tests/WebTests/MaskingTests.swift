import HTTPTypes
import HummingbirdTesting
import Messages
import Testing
import Web

@Suite struct MaskingTests {
    @Test(
        "phones and mailboxes are masked wherever they stand",
        arguments: [
            ("+79161234567", "+7********67"), ("тел. 8 (916) 123-45-67, Иван", "тел. +7********67, Иван"),
            ("79161234567", "+7********67"), ("a@b", "a@b"), ("пишите ivanov.i@example.ru!", "пишите i***@example.ru!"),
            ("+7 916 123 45 67 и 89161234500", "+7********67 и +7********00"),
        ])
    func personal(text: String, masked: String) {
        #expect(Masking.masked(text) == masked)
    }

    @Test(
        "what only looks like a phone stays: GUIDs, barcodes, tax numbers, times",
        arguments: [
            "89161234-5678-4abc-8def-79161234567a", "79161234-0000-1111-2222-333344445555", "4607001234567",
            "7707083893", "770708389312", "2026-11-27T09:30:00", "заказ №123456", "891612345678", "",
        ])
    func others(text: String) {
        #expect(Masking.masked(text) == text)
    }

    @Test("known fields are hidden whole, at any depth")
    func fields() {
        let data: JSON = [
            "Номер": "1", "АдресДоставки": "Москва, Тверская 1",
            "Контакт": ["customer_phone": "916", "note": "+79161234567"],
            "email": ["a@b.ru"], "Адрес": .null,
        ]
        #expect(
            Masking.masked(data) == [
                "Номер": "1", "АдресДоставки": "***", "Контакт": ["customer_phone": "***", "note": "+7********67"],
                "email": ["***"], "Адрес": .null,
            ])
    }

    @Test("the access log shows the route and the caller, and no phone of the address line")
    func accessLog() async throws {
        let postman = try await TestPostman()
        try await postman.visit { client in
            _ = try await client.get("/api/v1/notes/x?phone=%2B79161234567", as: postman.operator)
            _ = try await client.get("/health/live")
        }
        let lines = postman.requestLines
        #expect(lines.count == 1, "health is quiet")
        let line = try #require(lines.first)
        #expect(line.metadata["route"] == "/api/v1/notes/{about}")
        #expect(line.metadata["caller"] == "дежурный")
        #expect(line.metadata["status"] == "200")
        #expect(line.metadata["path"] == "/api/v1/notes/x?phone=+7********67")
    }
}
