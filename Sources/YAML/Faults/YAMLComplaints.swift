/// Gathers the faults of one file while it is read. Belongs to one reading and one thread.
final class YAMLComplaints {
    private var faults: [YAMLFault] = []
    private var omitted = 0
    private let most: Int

    /// Keeps at most `most` faults and counts the others.
    init(most: Int) {
        self.most = most
    }

    var isEmpty: Bool { faults.isEmpty }

    /// No further fault will be kept: there is no point in looking for more.
    var isFull: Bool { faults.count >= most }

    func add(_ fault: YAMLFault) {
        if isFull { omitted += 1 } else { faults.append(fault) }
    }

    func add(at place: YAMLPlace, _ sentence: String) {
        add(YAMLFault(at: place, sentence))
    }

    /// Throws all that was gathered, if anything was.
    func settle() throws(YAMLFaults) {
        if !faults.isEmpty { throw YAMLFaults(faults, omitted: omitted) }
    }
}
