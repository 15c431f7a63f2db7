import Messages
import Policies
import Scripts

extension PolicyBacktestFindings {
    /// All of it as one value, for machines.
    var json: JSON {
        [
            "candidate": .string(revision), "steps": JSON(backtest.steps),
            "changes": .array(
                changes.map { change in
                    let (before, after) = (change.key.before.rawValue, change.key.after.rawValue)
                    return change.volume.json([.init("before", .string(before)), .init("after", .string(after))])
                }),
            "worse": .array(worse.map { $0.volume.json([.init("courier", .string($0.courier))]) }),
            "waived": .array(waived.map { ["waiver": .string($0.id), "verdicts": JSON($0.verdicts)] }),
            "rules": .array(rules.sorted { $0.id < $1.id }.map(\.json)),
            "histograms": .array(histograms), "curves": .array(backtest.curves.map(Self.json)),
        ]
    }

    private var histograms: [JSON] {
        backtest.histograms.sorted { $0.key.name < $1.key.name }.map { measure, histogram in
            [
                "rule": .string(measure.rule), "figure": .string(measure.threshold.figure),
                "parameter": .string(measure.threshold.parameter), "limit": .number("\(histogram.limit)"),
                "counts": .array(histogram.counts.map { JSON($0) }),
            ]
        }
    }

    private static func json(_ curve: Curve) -> JSON {
        [
            "rule": .string(curve.rule.id), "parameter": .string(curve.parameter.name),
            "values": .array(curve.written.map(JSON.string)), "fail": .array(curve.failed.map { JSON($0) }),
            "unsure": .array(curve.unsure.map { JSON($0) }),
        ]
    }
}

extension RuleFindings {
    fileprivate var json: JSON {
        [
            "rule": .string(id), "steps": JSON(tally.steps), "same": JSON(tally.same),
            "flips": .array(
                flips.map { flip in
                    [
                        "before": JSON(flip.key.before?.rawValue), "after": JSON(flip.key.after?.rawValue),
                        "steps": JSON(flip.steps), "examples": .array(flip.examples.map { .string($0.decision) }),
                    ]
                }),
            "misses": .array(misses.map { ["title": .string($0.title), "operations": JSON($0.count)] }),
            "asked": JSON(asked), "missed": JSON(missed),
            "causes": .array(
                causes.map { cause in
                    [
                        "case": .string(cause.key.outcome), "verdict": .string(cause.key.ruling.rawValue),
                        "title": .string(cause.title), "steps": JSON(cause.steps),
                    ]
                }),
            "couriers": .array(
                couriers.map { courier in
                    [
                        "courier": .string(courier.name), "asked": JSON(courier.record.asked),
                        "missed": JSON(courier.record.missed),
                    ]
                }),
        ]
    }
}

extension Volume {
    /// Counts after what they are of; money in kopecks, and of how many steps it is known.
    fileprivate func json(_ members: [JSON.Member]) -> JSON {
        .object(
            members + [
                .init("steps", JSON(steps)), .init("amount_kop", JSON(kopecks)), .init("amount_known", JSON(priced)),
            ])
    }
}
