import HTTPTypes
import Messages
import Pipeline
import Storage

extension Routes {
    /// `GET /api/v1/waivers` lists who is let off which rule, until when and why (with `active`: now); `POST` gives a
    /// waiver, `PATCH …/{id}` moves its end or mends its reason, `DELETE …/{id}` ends it now and leaves it to be read.
    func waivers(_ postman: Postman) {
        read("/api/v1/waivers", for: Role.staff) { call in
            let page = try PageRequest(call.query)
            let moment = call.query.flag("active") ? call.now : nil
            return try await postman.store.read { session in
                let items = try session.waivers(inForceAt: moment, offset: page.offset, limit: page.size)
                let total = try session.waiverCount(inForceAt: moment)
                return .fresh(
                    .object(
                        [.init("items", .array(items.map { $0.linked(at: call.now) }))] + page.members(total: total)))
            }
        }
        read("/api/v1/waivers/{id}", for: Role.staff) { call in
            let id = call.parameter("id").lowercased()
            guard let waiver = try await postman.store.read({ try $0.waiver(id) }) else {
                throw KeptWaiver.unknown(id)
            }
            return .fresh(waiver.linked(at: call.now))
        }
        mutate(
            .post, "/api/v1/waivers", for: Role.waiverGivers, body: .json(.command), by: postman.committer
        ) { call in
            let grant = try Self.grant(call)
            return { session, now in
                let waiver = try postman.give(grant, in: session, at: now)
                return Reply(
                    status: 201, headers: [.init("Location", .string(ProductPath.waiver(waiver.id)))],
                    json: waiver.linked(at: now))
            }
        }
        changeWaiver(postman)
        revokeWaiver(postman)
    }

    private func changeWaiver(_ postman: Postman) {
        mutate(
            .patch, "/api/v1/waivers/{id}", for: Role.waiverGivers, body: .json(.command), by: postman.committer
        ) { call in
            var body = try CommandReader(call.body)
            let until = body.optionalInstant("until")
            let reason = body.optionalText("reason")
            if until == nil, reason == nil, body.faults.isEmpty { body.fail("until", "нужно until, reason или оба") }
            try body.finish()
            let change = WaiverChange(
                waiverID: call.parameter("id").lowercased(), until: until, reason: reason, actor: call.caller.name,
                correlationID: call.identity.correlationID)
            return { session, now in
                Reply(status: 200, json: try change.run(in: session, at: now).linked(at: now))
            }
        }
    }

    private func revokeWaiver(_ postman: Postman) {
        mutate(
            .delete, "/api/v1/waivers/{id}", for: Role.waiverGivers, body: .optionalJSON(.command),
            by: postman.committer
        ) { call in
            var reason: String?
            if call.body.json != nil {
                var body = try CommandReader(call.body)
                reason = body.optionalText("reason")
                try body.finish()
            }
            let revocation = WaiverRevocation(
                waiverID: call.parameter("id").lowercased(), reason: reason, actor: call.caller.name,
                correlationID: call.identity.correlationID)
            return { session, now in
                Reply(status: 200, json: try revocation.run(in: session, at: now).linked(at: now))
            }
        }
    }

    private static func grant(_ call: Call) throws(Problem) -> WaiverGrant {
        var body = try CommandReader(call.body)
        let rule = body.text("rule")
        let scope = body.lists("scope", known: ["courier", "division", "warehouse"])
        let from = body.optionalInstant("from")
        let until = body.instant("until")
        let reason = body.text("reason")
        try body.finish()
        guard let until else { preconditionFailure("a missing end is a fault") }
        return WaiverGrant(
            rule: rule, couriers: scope["courier", default: []], divisions: scope["division", default: []],
            warehouses: scope["warehouse", default: []], from: from, until: until, reason: reason,
            actor: call.caller.name, correlationID: call.identity.correlationID)
    }
}

extension KeptWaiver {
    /// With its address, and how it stands now.
    fileprivate func linked(at now: Instant) -> JSON {
        .object(
            (json(at: now).members ?? []) + [.init("links", ["self": .string(ProductPath.waiver(id))])])
    }
}
