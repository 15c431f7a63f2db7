import Messages
import Scripts

extension Connector {
    /// Asks the target whether it can be written to now; one request.
    package func probe() async -> ProbeResult {
        do {
            let wanted = try await scripts.call(plugin, of: revision, function: "probe", [peer.destination.settings])
            guard let request = PeerRequest(wanted["request"] ?? wanted) else {
                return .down(reason: "коннектор \(plugin.name): probe() вернул не запрос")
            }
            let answer = await peer.send(request)
            return Self.judge(try await scripts.call(plugin, of: revision, function: "probed", [answer.response]))
        } catch {
            return .down(reason: "сбой скрипта коннектора \(plugin.name): \(Self.explain(error))")
        }
    }

    /// `"up"`, or `{"state":"down","reason":"…"}`.
    static func judge(_ answer: JSON) -> ProbeResult {
        if (answer.string ?? answer["state"]?.string) == "up" { return .up }
        return .down(reason: answer["reason"]?.string ?? "система не отвечает")
    }
}
