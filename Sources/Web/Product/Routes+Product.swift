package import Pipeline

extension Routes {
    /// All routes of the exchange: what reads goes through the store, what changes goes through the pipeline's verbs.
    package func product(_ postman: Postman, duties: Duties = .all) {
        if duties != .walk { intake(postman) }
        messages(postman)
        objects(postman)
        queue(postman)
        lanes(postman)
        journal(postman)
        changes(postman)
        deadLetters(postman)
        unmatched(postman)
        attention(postman)
        decisions(postman)
        tasks(postman)
        waivers(postman)
        followups(postman)
        revisions(postman)
    }
}
