package import Hummingbird
import NIOCore

/// What the web knows of one request on its way to its handler.
package struct WebContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    package var identity: RequestIdentity
    /// Who asks; nil on routes that are open to all.
    package var caller: Caller?
    package let trail: RequestTrail
    /// The address of the other end of the connection; nil when it has none (a Unix socket).
    package let peer: String?
    /// Whether the other end is on this machine.
    package let isLoopback: Bool

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        identity = .unknown
        trail = RequestTrail()
        peer = source.channel.remoteAddress?.ipAddress
        isLoopback = peer.map(Self.isLoopback) ?? false
    }

    private static func isLoopback(_ address: String) -> Bool {
        address == "::1" || address.hasPrefix("127.") || address.hasPrefix("::ffff:127.")
    }
}
