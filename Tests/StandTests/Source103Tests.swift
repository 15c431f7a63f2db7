import Messages
import Testing

@testable import Stand
