import Messages

extension Session {
    /// Takes in what a set of requests brought, each under its key; none of them shares its key with another.
    package func takeIn(_ requests: [IntakeRequest]) throws -> [IntakeAnswer] {
        guard let now = requests.map(\.at).max() else { return [] }
        let known = try storedReplies(for: requests.map(\.claim), at: now)
        let fresh = requests.filter { known[$0.claim] == nil }
        var acceptances = try accept(fresh.flatMap(\.arrivals))[...]
        return try requests.map { request in
            if let stored = known[request.claim] { return .known(stored) }
            let own = Array(acceptances.prefix(request.arrivals.count))
            acceptances.removeFirst(own.count)
            let reply = request.reply(own)
            try keep(reply, for: request.claim, at: request.at, until: request.expiry)
            return .taken(reply, own)
        }
    }
}
