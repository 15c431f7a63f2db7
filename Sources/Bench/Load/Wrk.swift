import Foundation

/// Load by wrk: 64 keep-alive connections, as much as they carry, each request a new sale under a key of its own.
struct Wrk {
    /// What wrk counted, and what it used itself.
    struct Result {
        let perSecond: Double
        let requests: Int
        let cpuSeconds: Double
    }

    let port: Int
    let body: SaleBody
    let folder: URL

    func accept(seconds: Int) throws -> Result {
        let script = folder.appending(path: "accept.lua")
        try Data(source.utf8).write(to: script)
        let before = Tool.cpuSeconds
        let text = try Tool.run(
            "wrk", ["-t1", "-c64", "-d\(seconds)s", "-s", script.path, "http://127.0.0.1:\(port)"])
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let rateAt = words.firstIndex(of: "Requests/sec:"), let rate = Double(words[rateAt + 1]),
            let countAt = words.firstIndex(of: "requests"), countAt > 0, let count = Int(words[countAt - 1])
        else { throw BenchFault("cannot read what wrk says: \(text)") }
        guard !text.contains("Non-2xx") else { throw BenchFault("the server refused requests: \(text)") }
        return Result(perSecond: rate, requests: count, cpuSeconds: Tool.cpuSeconds - before)
    }

    /// Joins five texts a request; wrk's own `format` costs several times as much.
    private var source: String {
        let id = SaleBody.id(series: SaleBody.series(), 0)
        let length = body.message(id: id).utf8.count
        return """
            local head = "POST /api/v1/messages HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\nAuthorization: Basic ZGV2OmRldg=="
              .. "\\r\\nContent-Type: application/json\\r\\nContent-Length: \(length)"
              .. "\\r\\nIdempotency-Key: \(id.dropLast(12))"
            local before = "\\r\\n\\r\\n" .. [==[\(body.before)]==] .. "\(id.dropLast(12))"
            local after = [==[\(body.after)]==]
            local number, format = 0, string.format
            request = function()
              number = number + 1
              local tail = format("%012d", number)
              return head .. tail .. before .. tail .. after
            end
            """
    }
}
