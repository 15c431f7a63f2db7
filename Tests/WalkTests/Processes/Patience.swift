import Foundation

/// Waits for what must come about: asks again and again, and gives up in the end. Nothing here measures how long a
/// thing took.
enum Patience {
    /// What did not come about in time.
    struct Exhausted: Error, CustomStringConvertible {
        let wish: String
        /// What the last question failed with, if it did.
        let last: (any Error)?

        var description: String {
            "never happened: \(wish)" + (last.map { ", last: \($0)" } ?? "")
        }
    }

    /// The longest that anything may take on a busy machine.
    static let limit = Duration.seconds(120)

    /// Returns the first answer that is not nil; an error thrown counts as no answer yet.
    static func until<Value>(
        _ wish: String, _ ask: () async throws -> Value?, isolation: isolated (any Actor)? = #isolation
    ) async throws -> Value {
        let deadline = ContinuousClock.now + limit
        var last: (any Error)?
        repeat {
            do {
                if let value = try await ask() { return value }
                last = nil
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                last = error
            }
            try await Task.sleep(for: .milliseconds(20))
        } while ContinuousClock.now < deadline
        throw Exhausted(wish: wish, last: last)
    }

    /// Returns once the condition holds.
    static func until(
        _ wish: String, _ holds: () async throws -> Bool, isolation: isolated (any Actor)? = #isolation
    ) async throws {
        _ = try await until(wish, { try await holds() ? true : nil })
    }

    /// Returns once it is done, however long that takes, as long as the figure changes.
    static func whileMoving<Figure: Equatable>(
        _ wish: String, _ ask: () async throws -> (isDone: Bool, figure: Figure),
        isolation: isolated (any Actor)? = #isolation
    ) async throws {
        var before: Figure?
        var isDone = false
        while !isDone {
            let (done, figure) = try await until("\(wish), after \(before.map { "\($0)" } ?? "nothing")") {
                let (done, figure) = try await ask()
                // Whoever looks too often at a large store keeps it from its work.
                if !done, figure == before { try await Task.sleep(for: .milliseconds(100)) }
                return done || figure != before ? (done, figure) : nil
            }
            (isDone, before) = (done, figure)
            if !isDone { try await Task.sleep(for: .milliseconds(200)) }
        }
    }
}
