/// Says in one sentence why a server ended.
enum ListenFault {
    /// What the operator is told; the error's own text is for the last case.
    static func explained(_ error: any Error, host: String, port: Int) -> CommandFault {
        let text = "\(error)"
        if text.contains("Address already in use") || text.contains("errno: 98") {
            return CommandFault("Порт \(port) на \(host) занят: остановите того, кто его слушает, или выберите другой.")
        }
        if text.contains("Permission denied") || text.contains("errno: 13") {
            return CommandFault("Порт \(port) на \(host) слушать не разрешено: выберите порт больше 1023.")
        }
        if text.contains("Cannot assign requested address") || text.contains("errno: 99") {
            return CommandFault("Адреса \(host) у этой машины нет: проверьте --host.")
        }
        return CommandFault("Работа прервана: \(text)")
    }
}
