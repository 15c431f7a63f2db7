import Foundation
import Logging
import Messages
import ServiceLifecycle
import Stand
import Storage

/// Stand and postman in one process, a feed from one through the other, and the reckoning at its end.
struct MainJob: Sendable {
    /// Of the postman; its only target becomes the stand's УТ 11.
    let settings: Settings
    let variables: [String: String]
    let standPort: Int
    /// What to feed.
    let count: Int
    let seed: UInt32
    /// Whether УТ 11 has most of it already, from somebody's bulk load.
    let isPrefilled: Bool
    /// Whether everything goes on after the reckoning, for the reader to try.
    let staysUp: Bool
    let console: Console

    /// How long the feed and its delivery may take: a base, and a share for each object.
    private var limit: Span { .seconds(300) + .milliseconds(500) * Double(count) }

    private enum End {
        /// The services ended: a signal came.
        case stopped
        /// The feed was reckoned up; whether everything is as it should be.
        case reckoned(Bool)
    }

    /// Does it; true when every object is confirmed, nothing is lost and nothing happened twice.
    func run() async throws -> Bool {
        let logger = Logger("pochtar", settings.log, environment: settings.environment)
        let stand = StandApplication(
            settings: StandSettings(port: standPort), contract: try StandContract.read(from: settings.tree),
            logger: logger)
        if isPrefilled { stand.base.load(BulkLoad(of: Source103(seed: seed, count: count))) }
        let signal = PortSignal()
        let group = ServiceGroup(services: [StandService(stand: stand, port: signal)], logger: logger)
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            guard let port = await signal.port() else {
                do { try await tasks.next() } catch { throw explained(error, port: standPort) }
                return false
            }
            let result: Result<Bool, any Error>
            do {
                result = .success(try await run(stand, on: port, logger))
            } catch {
                result = .failure(error)
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return try result.get()
        }
    }

    private func run(_ stand: StandApplication, on standPort: Int, _ logger: Logger) async throws -> Bool {
        var settings = settings
        settings.targets = [StandContract.system: .stand(port: standPort)]
        let office = try await PostOffice.open(settings, variables: variables, logger: logger)
        do {
            try await refuseLeftovers(office)
            let isGood = try await run(office, stand, standPort)
            await office.close()
            return isGood
        } catch {
            await office.close()
            throw error
        }
    }

    private func run(_ office: PostOffice, _ stand: StandApplication, _ standPort: Int) async throws -> Bool {
        let signal = PortSignal()
        let group = office.group(port: signal)
        return try await withThrowingTaskGroup(of: End.self) { tasks in
            tasks.addTask {
                try await group.run()
                return .stopped
            }
            guard let port = await signal.port() else {
                do { _ = try await tasks.next() } catch { throw explained(error, port: settings.port) }
                return false
            }
            introduce(port, standPort)
            let round = FeedRound(
                office: office, stand: stand, order: order(port), limit: limit, isPrefilled: isPrefilled,
                console: console)
            tasks.addTask { .reckoned(try await round.run()) }
            guard case .reckoned(let isGood) = try await tasks.next() else {
                tasks.cancelAll()
                console.line("Прервано.")
                return false
            }
            if staysUp {
                for line in Invitation(postman: port, stand: standPort, settings: settings).lines { console.line(line) }
            } else {
                await group.triggerGracefulShutdown()
            }
            _ = try await tasks.next()
            return isGood
        }
    }

    /// The stand begins empty: what an earlier run had delivered would count as lost.
    private func refuseLeftovers(_ office: PostOffice) async throws {
        guard try await office.store.read({ try $0.walkFigures() }).accepted > 0 else { return }
        throw CommandFault.call(
            "В хранилище \(settings.storeName) уже есть принятые объекты, а стенд начинает пустым: "
                + "укажите другую папку (--data) или пустую базу (--postgres)."
        )
    }

    private func order(_ port: Int) -> FeedOrder {
        FeedOrder(postman: "http://127.0.0.1:\(port)", login: "dev", password: "dev", count: count, seed: seed)
    }

    private func introduce(_ port: Int, _ standPort: Int) {
        console.line("Почтарь слушает http://127.0.0.1:\(port), стенд http://127.0.0.1:\(standPort).")
        console.line(
            settings.postgres == nil ? "Данные в \(settings.data.path); папка остаётся." : "Данные в PostgreSQL.")
        if isPrefilled { console.line("УТ 11 уже заполнена выгрузкой из этой 10.3, с грязью в именах.") }
        let objects = count.form("объект", "объекта", "объектов")
        console.line("10.3 выгружает \(count) \(objects) (--seed \(seed)): с повторами, опозданиями и удалениями.")
    }

    private func explained(_ error: any Error, port: Int) -> CommandFault {
        ListenFault.explained(error, host: "127.0.0.1", port: port)
    }
}
