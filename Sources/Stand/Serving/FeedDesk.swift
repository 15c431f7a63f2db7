import Synchronization

/// Takes orders for feeds over HTTP and runs them one at a time.
package final class FeedDesk: Sendable {
    package let feeder: Feeder
    private let orders: AsyncStream<FeedOrder>
    private let inbox: AsyncStream<FeedOrder>.Continuation
    private let isBusy = Mutex(false)

    package init(feeder: Feeder) {
        self.feeder = feeder
        (orders, inbox) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1))
    }

    /// Asks for a feed; false while another one runs.
    package func start(_ order: FeedOrder) -> Bool {
        let isFree = isBusy.withLock { busy in
            defer { busy = true }
            return !busy
        }
        if isFree {
            feeder.expect()
            inbox.yield(order)
        }
        return isFree
    }

    /// Runs what is ordered until the task is cancelled.
    func run() async {
        for await order in orders {
            await feeder.run(order)
            isBusy.withLock { $0 = false }
        }
    }
}
