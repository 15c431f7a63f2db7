package import HTTPTypes
package import Messages

/// A problem with the headers that only the web knows of: `Allow`, `WWW-Authenticate`, `Link`.
package struct ProblemAnswer: Error, Sendable {
    package let problem: Problem
    package let headers: HTTPFields

    package init(_ problem: Problem, headers: HTTPFields = [:]) {
        self.problem = problem
        self.headers = headers
    }
}
