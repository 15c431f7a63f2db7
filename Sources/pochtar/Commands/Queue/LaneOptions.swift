import ArgumentParser
import Messages

/// One lane to one target.
struct LaneOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Система-приёмник.", valueName: "система"))
    var target = "ut11"

    @Option(help: "Поток: \(Lane.names).")
    var lane: Lane
}
