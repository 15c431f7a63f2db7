import Foundation
import Storage

extension SettingsOptions {
    /// Opens the store that is already there; works beside a running postman.
    func openStore() throws -> Store {
        let settings = try load().settings
        let file = settings.storeFile
        guard settings.postgres != nil || FileManager.default.fileExists(atPath: file.path) else {
            throw CommandFault(
                "Хранилища \(file.path) нет: укажите папку данных (--data) или PostgreSQL (--postgres), "
                    + "либо сначала запустите pochtar serve.")
        }
        return try settings.openStore(Self.variables)
    }

    /// Opens the store, and creates it when it is missing.
    func openOrCreateStore() throws -> Store {
        try load().settings.openStore(Self.variables)
    }
}

extension Settings {
    /// Opens the store that these settings name.
    ///
    /// - Throws: in words for the operator.
    func openStore(_ variables: [String: String]) throws -> Store {
        let location = try storeLocation(variables)
        do {
            return try Store(location, waitingLimit: limits.waitingWrites)
        } catch {
            throw CommandFault("Хранилище \(storeName) не открывается: \(error)")
        }
    }
}
