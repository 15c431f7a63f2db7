import Foundation
package import Messages

/// Where a connector sends, and how: one target system of one environment.
package struct Destination: Sendable {
    /// How the target knows us. Never printed, never shown to a script.
    package enum Authorization: Sendable {
        case none
        /// User name and password, sent as UTF-8 (1С takes no other).
        case basic(login: String, password: String)
        case bearer(token: String)
    }

    /// What a connector's paths are appended to, without a slash at its end.
    package let baseURL: String
    package let authorization: Authorization
    /// The plugin's settings as its script may see them: a secret stands as `{"$secret":"password"}`.
    package let settings: JSON
    /// How many requests may be on their way at once.
    package let maxInFlight: Int
    /// How long one request may take, connecting and reading the answer included.
    package let timeout: Span

    /// Nil when the base URL is no plain http or https address of a host: user names, queries and fragments do not
    /// belong in it.
    package init?(
        baseURL: String, authorization: Authorization, settings: JSON, maxInFlight: Int = 8, timeout: Span
    ) {
        guard let url = URLComponents(string: baseURL), ["http", "https"].contains(url.scheme), url.host != nil,
            url.user == nil, url.password == nil, url.query == nil, url.fragment == nil
        else { return nil }
        self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        self.authorization = authorization
        self.settings = settings
        self.maxInFlight = max(1, maxInFlight)
        self.timeout = timeout
    }
}
