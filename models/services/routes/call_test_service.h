// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/call_outcome.h"
#include "services/base/service.h"
#include "services/bindings/did_book.h"

namespace callveil {

/// Where a call would go, and why: for people, who see no number, and for the service, which asks for a switch.
class CallTestService final : public Service {
public:
    using Service::Service;

    /// What would become of a call from `caller` (empty: withheld) to `did`, both as typed; the caller is wiped after
    /// the test. Needs to manage pools and to search by number; once a number is looked up it is recorded and limited
    /// like a search. Fails with NumberNotPossible (proxy, caller), NumberCharacters, DidUnknown for a number of a pool
    /// that the person does not see, SearchLimit, WriterKeyMissing.
    [[nodiscard]] QFuture<Result<CallOutcome>> test(QString did, QString caller);
    /// What switch_v1.route answers, on both engines and also while a server's routes are being made; both numbers as a
    /// switch sends them, E.164 with or without plus, and wiped. Late callbacks are counted. For a service alone: fails
    /// with NotPermitted.
    [[nodiscard]] QFuture<Result<RouteAnswer>> route(QString did, QString caller);

private:
    std::shared_ptr<DidShelf> m_dids = std::make_shared<DidShelf>();
};

} // namespace callveil
