// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target of the house is built with: Swift 6 rules, imports that do not leak, warnings as errors.
let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let logsInMemory = Target.Dependency.product(name: "InMemoryLogging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")

/// A room: one Swift target whose dependencies are the arrows it may follow.
func room(_ name: String, _ arrows: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: arrows, swiftSettings: house)
}

/// The tests of a room; they may see the room, and whatever the room is wired to in production.
func tests(_ name: String, _ arrows: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: arrows, swiftSettings: house)
}

let package = Package(
    name: "pochtar",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "pochtar", targets: ["pochtar"]),
        .executable(name: "pochtar-bench", targets: ["Bench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.36.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    ],
    targets: [
        .target(name: "CLua", linkerSettings: [.linkedLibrary("lua5.4")]),
        .target(name: "CYAML", linkerSettings: [.linkedLibrary("yaml")]),
        .target(name: "CPostgres", linkerSettings: [.linkedLibrary("pq")]),
        room("Messages", [crypto]),
        room("YAML", ["CYAML"]),
        room("Storage", ["Messages", "CPostgres", grdb]),
        room("Cluster", []),
        room("Scripts", ["Messages", "YAML", "CLua"]),
        room("Policies", ["Messages", "Scripts", "YAML"]),
        room("Connectors", ["Messages", "Scripts", httpClient, nio, nioPosix, nioHTTP1, nioSSL, logging]),
        room("Pipeline", ["Messages", "Storage", "Scripts", "Policies", "Connectors", logging, metrics]),
        room(
            "Web",
            [
                "Messages", "Storage", "Pipeline", hummingbird, hummingbirdCore, httpTypes, nio, crypto, logging,
                metrics,
            ]),
        room("Stand", ["Messages", hummingbird, httpTypes, nio, nioHTTP1, httpClient, logging]),
        .executableTarget(
            name: "pochtar",
            dependencies: [
                "Messages", "YAML", "Storage", "Scripts", "Policies", "Connectors", "Pipeline", "Web", "Stand",
                hummingbird, arguments, lifecycle, signals, logging,
            ],
            swiftSettings: house),
        .executableTarget(
            name: "Bench", dependencies: ["Messages", "Storage", "Scripts", "Policies", "Cluster", arguments],
            resources: [.copy("Files")], swiftSettings: house),
        tests("MessagesTests", ["Messages"]),
        tests("YAMLTests", ["YAML"]),
        tests("StorageTests", ["Storage", "Messages", "Cluster"]),
        tests("ScriptsTests", ["Scripts", "Messages", "YAML"]),
        tests("PoliciesTests", ["Policies", "Scripts", "Messages", "YAML"]),
        tests("ConnectorsTests", ["Connectors", "Scripts", "Messages", "Stand", hummingbird, httpClient]),
        tests(
            "PipelineTests",
            [
                "Pipeline", "Connectors", "Scripts", "Storage", "Messages", "Stand", "Cluster", httpClient, logging,
                metrics,
            ]),
        tests(
            "StandTests", ["Stand", "Messages", hummingbird, hummingbirdTesting, httpTypes, httpClient, nio, nioHTTP1]),
        tests(
            "WebTests",
            [
                "Web", "Pipeline", "Storage", "Scripts", "Messages", "Cluster", hummingbird, hummingbirdTesting,
                httpTypes, nio, logging, logsInMemory, metrics,
            ]),
        tests(
            "PochtarTests",
            [
                "pochtar", "Messages", "Scripts", "Policies", "Connectors", "Web", "Storage", "Stand", "Cluster",
                hummingbird, hummingbirdTesting, httpClient, nio, nioHTTP1, logging,
            ]),
        tests("WalkTests", ["pochtar", "Cluster", "Storage", "Stand", "Messages", httpClient, nio, nioHTTP1]),
        tests("ClusterTests", ["Cluster"]),
        tests("HouseTests", []),
    ]
)
