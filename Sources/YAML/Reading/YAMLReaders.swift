/// The mappings that were opened during one reading, so that none is left without its unknown keys being told.
final class YAMLReaders {
    private var mappings: [YAMLMapping] = []

    func add(_ mapping: YAMLMapping) {
        mappings.append(mapping)
    }

    func finish() {
        for mapping in mappings { mapping.finish() }
    }
}
