import Scripts

/// Judges pages of the past, apart from what is counted of them: one may be judged while another is counted.
package struct PageJudge: Sendable {
    /// A page with what the candidate says of it.
    package struct Judged: Sendable {
        let page: [PastDecision]
        let answers: [PolicyJudge.Answer]
    }

    let judge: PolicyJudge
    let curves: [Curve]

    /// Judges a page by the rules about single steps, in two Lua states at once.
    package func judge(_ page: [PastDecision]) async -> Judged {
        Judged(page: page, answers: await judge.answers(page.map(\.step), curves))
    }
}
