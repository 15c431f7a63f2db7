import AsyncHTTPClient
import Foundation
import HTTPTypes
import Hummingbird
import Messages
import NIOCore

/// The addresses below `/stand`: faults, what is held, the ledger, the feed and the couriers. No credentials: it is for
/// loopback.
struct ControlRoutes: Sendable {
    let faults: FaultBoard
    let desk: FeedDesk
    let clock: WallClock
    let ledger: @Sendable () -> Ledger

    func add(to router: Router<StandContext>) {
        router.get("/stand/health") { _, _ in Self.answer(["status": "up"]) }
        router.get("/stand/faults") { _, _ in showFaults() }
        router.post("/stand/faults") { request, context in try await replaceFaults(request, context) }
        router.delete("/stand/faults") { _, _ in
            faults.clear()
            return showFaults()
        }
        router.get("/stand/held") { request, _ in await held(request) }
        router.post("/stand/release") { request, context in try await release(request, context) }
        router.get("/stand/ledger") { request, _ in showLedger(request) }
        router.get("/stand/feed") { _, _ in Self.answer(desk.feeder.progress.json) }
        router.post("/stand/feed") { request, context in try await startFeed(request, context) }
        router.post("/stand/couriers") { request, context in try await workCouriers(request, context) }
    }

    private func showFaults() -> Response {
        let standing = faults.faults.map { fault, struck in
            JSON.object((fault.json.members ?? []) + [JSON.Member("struck", JSON(struck))])
        }
        return Self.answer(["faults": .array(standing), "held": JSON(faults.held)])
    }

    private func replaceFaults(_ request: Request, _ context: StandContext) async throws -> Response {
        guard let json = try await Self.body(request, context) else { return Self.refusal("тело — не JSON") }
        do throws(FaultUnreadable) {
            faults.replace(try Fault.list(json))
            return showFaults()
        } catch {
            return Self.refusal(error.sentence)
        }
    }

    /// How many requests are held; with `at_least` and `wait_ms`, once there are so many or the time is over.
    private func held(_ request: Request) async -> Response {
        let query = request.uri.queryParameters
        if let count = query["at_least"].flatMap({ Int($0) }) {
            let wait = Span.milliseconds(query["wait_ms"].flatMap { Int64($0) } ?? 0)
            await withTaskGroup(of: Void.self) { group in
                group.addTask { try? await faults.untilHeld(atLeast: count) }
                group.addTask { try? await clock.sleep(wait) }
                await group.next()
                group.cancelAll()
            }
        }
        return Self.answer(["held": JSON(faults.held)])
    }

    private func release(_ request: Request, _ context: StandContext) async throws -> Response {
        let isDrop = try await Self.body(request, context)?["drop"] == true
        return Self.answer(["released": JSON(faults.release(isDrop ? .drop : .answer))])
    }

    private func showLedger(_ request: Request) -> Response {
        let query = request.uri.queryParameters
        if query["summary"] != nil { return Self.answer(ledger().summary) }
        return Self.answer(ledger().json(from: max(0, query["offset"].flatMap { Int($0) } ?? 0)))
    }

    private func startFeed(_ request: Request, _ context: StandContext) async throws -> Response {
        guard let json = try await Self.body(request, context), let postman = json["postman"]?.string else {
            return Self.refusal("нужны postman, login, password, count, seed, in_flight, per_second, tries")
        }
        let seed = UInt32(truncatingIfNeeded: json["seed"]?.int ?? 1)
        let order = FeedOrder(
            postman: postman, login: json["login"]?.string ?? "", password: json["password"]?.string ?? "",
            count: json["count"]?.int ?? 300, seed: seed, inFlight: json["in_flight"]?.int ?? 8,
            perSecond: json["per_second"]?.int, tries: json["tries"]?.int ?? 4)
        guard desk.start(order) else { return Self.answer(["error": "выгрузка уже идёт"], status: .conflict) }
        return Self.answer(desk.feeder.progress.json, status: .accepted)
    }

    /// Answers when the couriers' last step has been done or given up.
    private func workCouriers(_ request: Request, _ context: StandContext) async throws -> Response {
        guard let json = try await Self.body(request, context), let postman = json["postman"]?.string else {
            return Self.refusal("нужны postman, login, password, seed, couriers, days, in_flight")
        }
        let month = CourierMonth(
            seed: UInt32(truncatingIfNeeded: json["seed"]?.int ?? 1), couriers: json["couriers"]?.int ?? 12,
            days: json["days"]?.int ?? 22, end: clock.now())
        let address = PostmanAddress(
            url: postman, login: json["login"]?.string ?? "", password: json["password"]?.string ?? "")
        let feeder = CourierFeeder(client: .shared, address: address)
        return Self.answer(await feeder.run(month, inFlight: min(max(json["in_flight"]?.int ?? 8, 1), 64)))
    }

    private static func body(_ request: Request, _ context: StandContext) async throws -> JSON? {
        let buffer = try await request.body.collect(upTo: context.maxUploadSize)
        return try? JSONReader.read(buffer.readableBytesView)
    }

    private static func refusal(_ sentence: String) -> Response {
        answer(["error": .string(sentence)], status: .badRequest)
    }

    private static func answer(_ json: JSON, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: json.bytes(sortingKeys: false))))
    }
}
