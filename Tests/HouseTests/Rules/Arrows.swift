/// Which room may import what: the table of the design, and the packages that a room is built on.
enum Arrows {
    /// Parts of the platform that any room may use.
    static let platform: Set<String> = ["Foundation", "FoundationXML", "Synchronization"]

    static let rooms: [String: Set<String>] = [
        "Messages": ["Crypto"],
        "YAML": ["CYAML"],
        "Storage": ["Messages", "GRDB", "CPostgres"],
        "Cluster": [],
        "Scripts": ["Messages", "YAML", "CLua"],
        "Policies": ["Messages", "Scripts", "YAML"],
        "Connectors": [
            "Messages", "Scripts", "AsyncHTTPClient", "NIOCore", "NIOPosix", "NIOHTTP1", "NIOSSL", "Logging",
        ],
        "Pipeline": ["Messages", "Storage", "Scripts", "Policies", "Connectors", "Logging", "Metrics"],
        "Web": [
            "Messages", "Storage", "Pipeline", "Hummingbird", "HummingbirdCore", "HTTPTypes", "NIOCore", "Crypto",
            "Logging", "Metrics",
        ],
        "Stand": [
            "Messages", "Hummingbird", "HTTPTypes", "NIOCore", "NIOHTTP1", "AsyncHTTPClient", "Logging",
        ],
        "Bench": ["Messages", "Storage", "Scripts", "Policies", "Cluster", "ArgumentParser"],
        "pochtar": [
            "Messages", "YAML", "Storage", "Scripts", "Policies", "Connectors", "Pipeline", "Web", "Stand",
            "Hummingbird",
            "ArgumentParser", "ServiceLifecycle", "UnixSignals", "Logging",
        ],
    ]

    /// C libraries and the one room that knows each.
    static let keepers = ["CLua": "Scripts", "CYAML": "YAML", "CPostgres": "Storage", "GRDB": "Storage"]
}
