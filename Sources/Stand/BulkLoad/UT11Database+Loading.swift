import Messages
import Synchronization

extension UT11Database {
    /// Puts in what a bulk load has made, before anybody sends anything.
    package func load(_ load: BulkLoad) {
        let at = now()
        state.withLock { state in
            for loaded in load.objects {
                guard let entity = schema.entities[loaded.set] else { continue }
                var object = UT11Object(
                    set: loaded.set, reference: loaded.reference,
                    header: loaded.header.filter { entity.properties[$0.key] != nil }, parts: [:])
                object.wasLoaded = true
                state.number(&object, entity)
                state.write(&object, .created, nil, at)
            }
        }
    }
}
