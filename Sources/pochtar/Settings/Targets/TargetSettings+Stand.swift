import Stand

extension TargetSettings {
    /// The УТ 11 of the stand on this machine.
    static func stand(port: Int, _ ut11: UT11Settings = UT11Settings()) -> TargetSettings {
        let values = [
            "base_url": "http://127.0.0.1:\(port)/ut11/odata/standard.odata", "login": ut11.login,
            "password": ut11.password,
        ]
        return TargetSettings(
            values: values.mapValues { TargetValue(content: .plain($0, isQuoted: true), origin: .builtIn) })
    }
}
