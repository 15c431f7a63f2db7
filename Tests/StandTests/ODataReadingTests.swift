import HTTPTypes
import Messages
import Stand
import Testing

@Suite("УТ 11 is read by address and by filter")
struct ODataReadingTests {
    private let sales = "Document_РеализацияТоваровУслуг"

    @Test("a filter joins comparisons of strings, GUIDs, dates and booleans by and")
    func filter() async throws {
        try await UT11Caller.with(UT11Caller.stand()) { ut11 in
            let partner = UT11Caller.guid(3)
            for number in ["О'1", "О'2"] {
                _ = try await ut11.call(
                    .post, sales,
                    ["Number": .string(number), "Date": "2026-11-27T09:30:00", "Партнер_Key": .string(partner)])
            }
            let filter =
                "Number eq 'О''1' and Date eq datetime'2026-11-27T09:30:00' and DeletionMark eq false "
                + "and (Партнер_Key eq guid'\(partner)')"
            let found = try await ut11.call(
                .get, sales, query: "$format=json&$filter=\(filter)&$select=Ref_Key,Number&$top=5")
            #expect(found.status == 200)
            let value = try #require(found["value"]?.array)
            #expect(value.count == 1)
            #expect(value.first?.members?.map(\.name) == ["Ref_Key", "Number"])
            let other = try await ut11.call(
                .get, sales, query: "$format=json&$filter=Number eq 'О''1' and Posted eq true")
            #expect(other["value"]?.array?.isEmpty == true)
            let top = try await ut11.call(.get, sales, query: "$format=json&$top=1")
            #expect(top["value"]?.array?.count == 1)
        }
    }

    @Test("pages in the order of the references hold every object once, and that order is not how they are written")
    func pages() async throws {
        try await UT11Caller.with(UT11Caller.stand()) { ut11 in
            let references = (1...7).map(UT11Caller.guid)
            for (index, reference) in references.enumerated() {
                _ = try await ut11.call(
                    .post, sales,
                    ["Ref_Key": .string(reference), "Number": .string("\(index)"), "Date": "2026-11-27T09:30:00"])
            }
            var listed: [String] = []
            for skipped in stride(from: 0, to: 9, by: 3) {
                let page = try await ut11.call(
                    .get, sales, query: "$format=json&$select=Ref_Key&$orderby=Ref_Key&$skip=\(skipped)&$top=3")
                listed += (page["value"]?.array ?? []).compactMap { $0["Ref_Key"]?.string }
            }
            #expect(listed.count == 7 && Set(listed) == Set(references))
            let latest = try await ut11.call(
                .get, sales, query: "$format=json&$select=Number&$orderby=Number desc&$top=2")
            #expect(latest["value"]?.array?.map { $0["Number"] } == ["6", "5"])
            let either = try await ut11.call(
                .get, sales,
                query: "$format=json&$filter=(Ref_Key eq guid'\(references[3])') or (Number eq '5' and Posted eq false)"
            )
            #expect(either["value"]?.array?.count == 2)
            let unknown = try await ut11.call(.get, sales, query: "$format=json&$orderby=Нет")
            #expect(unknown.status == 400)
        }
    }

    @Test("an unknown property in a filter finds nothing and says nothing; a filter that cannot be read is code 14")
    func unknownField() async throws {
        try await UT11Caller.with(UT11Caller.stand()) { ut11 in
            _ = try await ut11.call(.post, sales, ["Number": "1"])
            let silent = try await ut11.call(.get, sales, query: "$format=json&$filter=Намер eq '1'")
            #expect(silent.status == 200)
            #expect(silent["value"]?.array?.isEmpty == true)
            let broken = try await ut11.call(.get, sales, query: "$format=json&$filter=Number gt '1'")
            #expect(broken.status == 400 && broken.code == "14")
        }
    }

    @Test("what is not there is 404: code 9 for an object, code 8 for a type")
    func absent() async throws {
        try await UT11Caller.with(UT11Caller.stand()) { ut11 in
            let object = try await ut11.call(.get, "\(sales)(guid'\(UT11Caller.guid(1))')")
            #expect(object.status == 404 && object.code == "9")
            let type = try await ut11.call(.get, "Catalog_Нету")
            #expect(type.status == 404 && type.code == "8")
        }
    }

    @Test("without $format=json errors and objects come as XML")
    func atom() async throws {
        try await UT11Caller.with(UT11Caller.stand()) { ut11 in
            let fault = try await ut11.call(.get, "\(sales)(guid'\(UT11Caller.guid(1))')", query: "")
            #expect(fault.status == 404)
            #expect(fault.text.contains("<m:code>9</m:code>"))
            #expect(fault.headers[.contentType]?.contains("xml") == true)
        }
    }

    @Test("wrong credentials are 401, or a login page with 200 where it is published so")
    func credentials() async throws {
        try await UT11Caller.with(UT11Caller.stand()) { ut11 in
            let answer = try await ut11.call(.get, sales, login: "Обмен:не то")
            #expect(answer.status == 401)
        }
        try await UT11Caller.with(UT11Caller.stand(UT11Settings(answersLoginPage: true))) { ut11 in
            let answer = try await ut11.call(.get, sales, login: "Обмен:не то")
            #expect(answer.status == 200)
            #expect(answer.text.hasPrefix("<!DOCTYPE html>"))
        }
    }
}
