import Foundation
import Hummingbird
import Logging
import NIOCore

/// A request's context that knows its connection, so that a fault can cut it.
struct StandContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    private let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    var maxUploadSize: Int { 16 * 1024 * 1024 }

    /// Ends the connection with a reset: the caller gets no answer. What is returned after it reaches nobody.
    func cut() async -> Response {
        if let socket = channel as? any SocketOptionProvider {
            try? await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        }
        try? await channel.close().get()
        return Response(status: .internalServerError)
    }
}
