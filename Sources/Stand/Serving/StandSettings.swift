/// Where the stand listens and how its УТ 11 is published.
package struct StandSettings: Sendable {
    package let host: String
    /// 0 for any free port.
    package let port: Int
    package let ut11: UT11Settings

    package init(host: String = "127.0.0.1", port: Int = 8111, ut11: UT11Settings = UT11Settings()) {
        self.host = host
        self.port = port
        self.ut11 = ut11
    }
}
