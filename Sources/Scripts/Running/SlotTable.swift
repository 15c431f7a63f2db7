import CLua
import Foundation

/// The slots of a mapping as the C side wants them, kept for as long as a state may read them.
final class SlotTable {
    let slots: UnsafeMutableBufferPointer<pochtar_slot>

    init(_ mapping: Mapping, types: ContractTypes) {
        slots = .allocate(capacity: mapping.slots.count)
        for (index, slot) in mapping.slots.enumerated() {
            slots.initializeElement(
                at: index,
                to: pochtar_slot(
                    slot: strdup(slot.name), type_name: strdup(slot.type), type: types[mapping.target, slot.type]))
        }
    }

    deinit {
        for slot in slots {
            free(UnsafeMutableRawPointer(mutating: slot.slot))
            free(UnsafeMutableRawPointer(mutating: slot.type_name))
        }
        slots.deallocate()
    }
}
