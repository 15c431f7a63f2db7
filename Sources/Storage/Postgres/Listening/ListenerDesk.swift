import Synchronization

/// What the listener's thread and those who use the listener share.
final class ListenerDesk: Sendable {
    /// What the thread is to do.
    struct Wishes {
        var channels: Set<String> = []
        var announcements: Set<PostgresNotification> = []
        var isClosed = false
    }

    private struct State {
        var wishes = Wishes()
        /// Announcements that the thread knows of and has put off: nobody need wake it for them.
        var putOff: Set<PostgresNotification> = []
        var streams: [Int: (channel: String, continuation: AsyncStream<String>.Continuation)] = [:]
        var lastStream = 0
    }

    let bell = ThreadBell()
    private let state = Mutex(State())

    /// A stream of what is announced on the channel.
    func listen(to channel: String) -> AsyncStream<String> {
        let (stream, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(256))
        let number: Int? = state.withLock { state in
            guard !state.wishes.isClosed else { return nil }
            state.lastStream += 1
            state.streams[state.lastStream] = (channel, continuation)
            state.wishes.channels.insert(channel)
            return state.lastStream
        }
        guard let number else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in
            _ = self?.state.withLock { $0.streams.removeValue(forKey: number) }
        }
        bell.ring()
        return stream
    }

    func announce(_ notification: PostgresNotification) {
        let isNew = state.withLock { state in
            !state.putOff.contains(notification) && state.wishes.announcements.insert(notification).inserted
        }
        if isNew { bell.ring() }
    }

    func close() {
        let streams = state.withLock { state in
            state.wishes.isClosed = true
            return state.streams.values.map(\.continuation)
        }
        for stream in streams { stream.finish() }
        bell.ring()
    }

    /// The wishes; the announcements are the thread's from now on.
    ///
    /// - Parameter putOff: those that it has already and will make when their time comes.
    func take(puttingOff putOff: Set<PostgresNotification>) -> Wishes {
        state.withLock { state in
            defer { state.wishes.announcements = [] }
            state.putOff = putOff
            return state.wishes
        }
    }

    /// Announcements that were put off are about to be made.
    func resume(_ announcements: Set<PostgresNotification>) {
        state.withLock { $0.putOff.subtract(announcements) }
    }

    /// Hands a notification to those who listen to its channel.
    func deliver(_ notification: PostgresNotification) {
        let streams = state.withLock { state in
            state.streams.values.filter { $0.channel == notification.channel }.map(\.continuation)
        }
        for stream in streams {
            // A reader who is behind has missed something: it is told to look at everything.
            if case .dropped = stream.yield(notification.payload) { stream.yield("") }
        }
    }
}
