import Foundation
import Storage

extension SettingsOptions {
    /// Opens the embedded store that is already there; works beside a running postman.
    func openStore() throws -> Store {
        let file = try load().settings.storeFile
        guard FileManager.default.fileExists(atPath: file.path) else {
            throw CommandFault(
                "Хранилища \(file.path) нет: укажите папку данных (--data) или сначала запустите pochtar serve.")
        }
        return try Self.open(file)
    }

    /// Opens the embedded store, and creates it when it is missing.
    func openOrCreateStore() throws -> Store {
        try Self.open(try load().settings.storeFile)
    }

    private static func open(_ file: URL) throws -> Store {
        do {
            return try Store(.file(file))
        } catch {
            throw CommandFault("Хранилище \(file.path) не открывается: \(error)")
        }
    }
}
