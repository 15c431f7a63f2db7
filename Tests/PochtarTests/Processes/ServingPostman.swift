import AsyncHTTPClient
import Foundation
import Messages
import NIOCore
import NIOHTTP1
import Testing

/// A postman that serves, in a process of its own, on a free port.
struct ServingPostman {
    let process: PochtarProcess
    let port: Int

    /// Starts it and waits until it listens.
    ///
    /// - Parameter store: the options that say where its store is.
    init(
        environment: String = "test", store: [String], tree: URL = House.tree, variables: [String: String] = [:]
    ) async throws {
        process = try PochtarProcess(
            ["serve", "--environment", environment, "--tree", tree.path, "--port", "0"] + store,
            variables: variables)
        let line = try #require(await process.error.line(with: #""message":"listening""#))
        port = try #require(try JSONReader.read(line.utf8)["port"]?.int)
    }

    /// Sends a request; a body makes it a POST with an idempotency key.
    func ask(_ path: String, as credentials: String, body: String? = nil) async throws -> (status: Int, json: JSON?) {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
        request.headers.add(
            name: "Authorization", value: "Basic " + Data(credentials.utf8).base64EncodedString())
        if let body {
            request.method = .POST
            request.headers.add(name: "Content-Type", value: "application/json")
            request.headers.add(name: "Idempotency-Key", value: UUID().uuidString)
            request.body = .bytes(ByteBuffer(string: body))
        }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
        let bytes = try await response.body.collect(upTo: 1 << 20)
        return (Int(response.status.code), try? JSONReader.read(bytes.readableBytesView))
    }

    /// SIGTERM, and the exit code.
    func stop() async -> Int32 {
        process.terminate()
        return await process.exitCode()
    }

    /// A warehouse of 10.3 as a message.
    static func warehouse(_ id: String) -> String {
        """
        {"source":"ut103","type":"Справочник.Склады","id":"\(id)","version":"1","changed_at":"2026-11-27T09:30:00",
        "operation":"upsert","presentation":"Склад «Пробный»","data":{"Наименование":"Пробный","ЭтоГруппа":false,
        "ПометкаУдаления":false,"Родитель":null,"ВидСклада":"Оптовый","Подразделение":null}}
        """
    }
}
