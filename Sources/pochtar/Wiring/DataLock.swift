import Foundation

/// Keeps a second postman out of a data folder; the system lets go of it when the process ends, however it ends.
final class DataLock: Sendable {
    private let descriptor: Int32

    /// Takes the folder, which is created when it is missing.
    init(_ folder: URL) throws(CommandFault) {
        let file = folder.appending(path: "pochtar.lock").path
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw CommandFault("Папка данных \(folder.path) не создаётся: \(error.localizedDescription)")
        }
        descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw CommandFault("Папка данных \(folder.path) не годится для записи: \(String(cString: strerror(errno)))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw CommandFault(
                "С папкой данных \(folder.path) уже работает другой почтарь: остановите его или укажите другую."
            )
        }
    }

    deinit {
        close(descriptor)
    }
}
