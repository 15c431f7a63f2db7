/// A group of figures whose contestants play in turns, within one round.
protocol Measurement {
    static var figures: [Figure] { get }

    /// How often it plays: what takes long plays once, and has its rounds within.
    static func rounds(_ setting: Setting) -> Int

    /// Makes everything ready; nothing is measured yet.
    init(_ setting: Setting) async throws

    /// Lets each contestant play once.
    func play(into board: inout Scoreboard) async throws

    /// Ends what was started.
    func end() async
}

extension Measurement {
    static func rounds(_ setting: Setting) -> Int { setting.rounds }
}
