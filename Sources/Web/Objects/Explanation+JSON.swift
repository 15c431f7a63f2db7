import Messages
import Pipeline

extension Explanation {
    /// The sentence about the object, and one for each link of the chain it waits in.
    var json: JSON {
        .filled([
            "sentence": .string(Masking.masked(sentence)), "chain": .array(chain.map { .string(Masking.masked($0)) }),
        ])
    }
}
