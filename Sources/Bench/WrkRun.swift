import Foundation

/// Load by wrk: 64 keep-alive connections, as much as they carry.
struct WrkRun {
    /// What wrk counted.
    struct Result {
        let perSecond: Double
        let requests: Int
    }

    let port: Int
    let seconds: Int
    let folder: URL

    /// Reads one address.
    func get(_ path: String) throws -> Result {
        try run(["http://127.0.0.1:\(port)\(path)"])
    }

    /// Hands in a new sale with each request, under a key of its own.
    func accept(prefix: Int) throws -> Result {
        let script = folder.appending(path: "accept.lua")
        let id = SaleBody.id(series: 0, 0)
        let source = """
            local template = [==[\(SaleBody.template)]==]
            local before, after = template:match("^(.-)%%s(.*)$")
            local number = 0
            request = function()
              number = number + 1
              local id = string.format("%s%012d", "\(10_000_000 + prefix)\(id.dropFirst(8).dropLast(12))", number)
              return wrk.format("POST", "/api/v1/messages", {
                ["Authorization"] = "Basic ZGV2OmRldg==", ["Content-Type"] = "application/json",
                ["Idempotency-Key"] = id }, before .. id .. after)
            end
            """
        try Data(source.utf8).write(to: script)
        return try run(["-s", script.path, "http://127.0.0.1:\(port)"])
    }

    private func run(_ arguments: [String]) throws -> Result {
        let text = try Tool.run("wrk", ["-t1", "-c64", "-d\(seconds)s"] + arguments)
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let rateAt = words.firstIndex(of: "Requests/sec:"), let rate = Double(words[rateAt + 1]),
            let countAt = words.firstIndex(of: "requests"), countAt > 0, let count = Int(words[countAt - 1])
        else { throw BenchFault("cannot read what wrk says: \(text)") }
        guard !text.contains("Non-2xx") else { throw BenchFault("the server refused requests: \(text)") }
        return Result(perSecond: rate, requests: count)
    }
}
