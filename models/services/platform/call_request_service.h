// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/call_request.h"
#include "services/base/service.h"

namespace callveil {

/// A call that somebody asks for.
struct CallOrder {
    BindingId binding;
    PartySide first = PartySide::Agent; ///< who is called first
    QByteArray token; ///< 16 bytes by which a second try is known; empty: a new one
};

/// What came of an order.
struct AskedCall {
    CallRequest request;
    bool isNew = true; ///< false: this operation was given it before, or the binding had one that is not over
};

/// Click-to-call: asks the switches that can begin calls to call both parties of a binding. For whoever manages pools,
/// in his processes, and for a service, which asks for programs. On a database in a file everything fails with
/// NeedsServer.
class CallRequestService final : public Service {
public:
    using Service::Service;

    static constexpr qint64 waitMs = 60000; ///< how long a request waits for a switch

    /// Recorded. A binding has one request at a time, so that a double click makes no two calls. Fails with
    /// BindingUnknown, BindingChanged (it has ended), DidStateRefused, PartyOptedOut, AgentWithoutNumber, and
    /// ChoiceUnknown: (binding) where a newer binding has taken over a number that is one party's own, (number) where
    /// the pool is not for voice calls.
    [[nodiscard]] QFuture<Result<AskedCall>> request(CallOrder order);
    /// As it stands at this moment. Fails with EntryUnknown (call).
    [[nodiscard]] QFuture<Result<CallRequest>> state(QByteArray publicId);
    /// Takes one back; recorded. A call that its switch has begun is not hung up, but another one can be asked for. One
    /// that is over stays as it is. Fails with EntryUnknown (call), EntryChanged when a switch is just changing it.
    [[nodiscard]] QFuture<Result<CallRequest>> cancel(QByteArray publicId);
    /// For a service: deletes requests of more than 30 days ago; how many. On a file there are none.
    [[nodiscard]] QFuture<Result<qint64>> thin();
};

} // namespace callveil
