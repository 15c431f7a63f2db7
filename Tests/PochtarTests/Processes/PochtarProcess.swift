import Foundation

/// The built `pochtar` at work. Whoever starts one sees to its end: `exitCode`, after `terminate` where it would stay.
final class PochtarProcess: Sendable {
    let output = Transcript()
    let error = Transcript()

    private let life: ProcessLife

    /// Starts it with no variables but these, so that nobody's environment changes what it does.
    init(_ arguments: [String], variables: [String: String] = [:]) throws {
        let binary = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let program = URL(filePath: binary).deletingLastPathComponent().appending(path: "pochtar").path
        let environment = variables.merging(["HOME": "/tmp", "PATH": "/usr/bin:/bin"]) { $1 }
        life = try ProcessLife(
            [program] + arguments, environment: environment.map { "\($0)=\($1)" }, output: output.writer,
            error: error.writer)
        output.begin()
        error.begin()
    }

    deinit {
        life.end(by: SIGKILL)
    }

    /// Asks it to end: SIGTERM.
    func terminate() {
        life.end(by: SIGTERM)
    }

    /// Waits for its end; the exit code, or the negative number of the signal.
    func exitCode() async -> Int32 {
        await life.exitCode()
    }

    /// The most memory that it held at once, in kilobytes; known once it has ended.
    var peakKilobytes: Int { life.peakKilobytes }

    /// Runs it to its end: the exit code, and what it wrote.
    static func run(
        _ arguments: [String], variables: [String: String] = [:]
    ) async throws -> (code: Int32, output: String, error: String) {
        let process = try PochtarProcess(arguments, variables: variables)
        let code = await process.exitCode()
        return (code, await process.output.whole, await process.error.whole)
    }
}
