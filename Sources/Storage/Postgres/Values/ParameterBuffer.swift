/// The parameters of one statement in PostgreSQL's binary format, one after the other in one piece of memory that is
/// used again for the next statement.
final class ParameterBuffer {
    /// What is kept from one statement to the next, so that one giant does not stay for ever.
    private static let kept = 8 << 20

    private var memory = UnsafeMutableRawPointer.allocate(byteCount: 64 << 10, alignment: 16)
    private var capacity = 64 << 10
    private var count = 0
    /// Where each parameter begins, nil for null.
    private var starts: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    deinit { memory.deallocate() }

    /// Forgets all parameters.
    func clear() {
        count = 0
        starts.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        if capacity > Self.kept { resize(to: 64 << 10) }
    }

    /// Adds one value as the next parameter.
    func add(_ value: SQLValue) {
        let start = count
        switch value {
        case .null, .absent: return endParameter(from: nil)
        case .integer(let number): put(number)
        case .text(let text): put(text)
        case .blob(let blob): put(blob)
        }
        endParameter(from: start)
    }

    /// Adds one column of a set as the next parameter: an array of one dimension.
    func add(column: Int, of inputs: Inputs) {
        let start = count
        let kind = inputs.columns[column].kind
        put(Int32(inputs.isEmpty ? 0 : 1))
        let flags = count
        put(Int32(0))
        put(Int32(bitPattern: kind.type))
        if !inputs.isEmpty {
            put(Int32(inputs.count))
            put(Int32(1))
        }
        var hasNull = false
        for place in stride(from: column, to: inputs.values.count, by: inputs.columns.count) {
            putElement(inputs.values[place], kind, &hasNull)
        }
        if hasNull { store(Int32(1), at: flags) }
        endParameter(from: start)
    }

    /// Gives the parameters as libpq takes them: values, lengths, formats.
    func withParameters<Result>(
        _ body: (
            UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
        ) -> Result
    ) -> Result {
        while formats.count < starts.count { formats.append(1) }
        let texts = UnsafePointer(memory.assumingMemoryBound(to: CChar.self))
        return withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: starts.count) { values in
            for (index, start) in starts.enumerated() {
                values.initializeElement(at: index, to: start.map { texts + $0 })
            }
            return lengths.withUnsafeBufferPointer { lengths in
                formats.withUnsafeBufferPointer { formats in
                    body(UnsafePointer(values.baseAddress), lengths.baseAddress, formats.baseAddress)
                }
            }
        }
    }

    private func putElement(_ value: SQLValue, _ kind: Inputs.Column.Kind, _ hasNull: inout Bool) {
        switch (value, kind) {
        case (.null, _), (.absent, _):
            hasNull = true
            put(Int32(-1))
        case (.integer(let number), .integer):
            put(Int32(8))
            put(number)
        case (.text(let text), .text):
            put(Int32(text.utf8.count))
            put(text)
        case (.blob(let blob), .blob):
            put(Int32(blob.count))
            put(blob)
        default:
            preconditionFailure("a column of inputs holds a value of another kind than it says")
        }
    }

    private func endParameter(from start: Int?) {
        starts.append(start)
        lengths.append(Int32(count - (start ?? count)))
    }

    private func put(_ number: some FixedWidthInteger) {
        reserve(8)
        store(number, at: count)
        count += number.bitWidth / 8
    }

    private func put(_ text: String) {
        let isPut: Void? = text.utf8.withContiguousStorageIfAvailable { put(UnsafeRawBufferPointer($0)) }
        if isPut == nil { put(Array(text.utf8)) }
    }

    private func put(_ blob: [UInt8]) {
        blob.withUnsafeBytes { put($0) }
    }

    private func put(_ source: UnsafeRawBufferPointer) {
        guard let address = source.baseAddress else { return }
        reserve(source.count)
        (memory + count).copyMemory(from: address, byteCount: source.count)
        count += source.count
    }

    private func store<Number: FixedWidthInteger>(_ number: Number, at place: Int) {
        memory.storeBytes(of: number.bigEndian, toByteOffset: place, as: Number.self)
    }

    private func reserve(_ wanted: Int) {
        guard count + wanted > capacity else { return }
        resize(to: max(capacity * 2, count + wanted))
    }

    private func resize(to size: Int) {
        let larger = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
        larger.copyMemory(from: memory, byteCount: count)
        memory.deallocate()
        memory = larger
        capacity = size
    }
}
