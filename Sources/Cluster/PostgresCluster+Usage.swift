extension PostgresCluster {
    /// Seconds on a core that the postmaster and all its backends have used since it was started, those included that
    /// have ended; 0 when it does not run.
    package var cpuSeconds: Double {
        guard let processID else { return 0 }
        while let before = ProcessTable.entry(processID) {
            let backends = ProcessTable.children(of: processID).compactMap { ProcessTable.entry($0)?.ownSeconds }
            let after = ProcessTable.entry(processID)
            // A backend that ended meanwhile has gone over from the one sum to the other.
            guard after?.endedSeconds == before.endedSeconds else { continue }
            return before.ownSeconds + before.endedSeconds + backends.reduce(0, +)
        }
        return 0
    }
}
