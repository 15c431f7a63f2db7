import Foundation

/// A file system of a few megabytes in memory, which can be filled to the last byte.
struct SmallDisk {
    let folder: URL

    /// Nil where nobody may mount one.
    init?(megabytes: Int) throws {
        guard getuid() == 0 else { return nil }
        folder = FileManager.default.temporaryDirectory.appending(path: "pochtar-disk-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        guard mount("tmpfs", folder.path, "tmpfs", 0, "size=\(megabytes)m,mode=755") == 0 else {
            try FileManager.default.removeItem(at: folder)
            return nil
        }
    }

    /// Leaves no room.
    func fill() throws {
        let file = open(ballast.path, O_WRONLY | O_CREAT, 0o600)
        guard file >= 0 else { throw POSIXError(.EIO) }
        defer { close(file) }
        for size in [1 << 20, 4096] {
            let block = [UInt8](repeating: 1, count: size)
            while write(file, block, size) == size {}
        }
    }

    /// Gives the room back.
    func free() throws {
        try FileManager.default.removeItem(at: ballast)
    }

    func remove() {
        umount2(folder.path, 2)
        try? FileManager.default.removeItem(at: folder)
    }

    private var ballast: URL { folder.appending(path: "ballast") }
}
