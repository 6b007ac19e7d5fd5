// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/callbacks/callback_endpoint.h"
#include "exchange/callbacks/callback_sender.h"
#include "services/base/service.h"

namespace callveil {

/// What an endpoint is to be.
struct CallbackWish {
    CallbackKind kind = CallbackKind::Cdr;
    QString url; ///< as typed; empty: nothing is sent any more, and what waits is given up
    bool withImports = false; ///< of Cdr alone
};

/// A message that tells of nothing, ready to be sent to an endpoint.
struct CallbackTrial {
    CallbackRequest request;
    QStringList targets; ///< of internal ones, those that an administrator allows
    bool isSigned = false; ///< a first URL that was not saved yet has no secret
};

/// Where events are sent to, for whoever manages callbacks and belongs to all processes, since events of all are sent:
/// others get NotPermitted. Every change is recorded.
class CallbackService final : public Service {
public:
    using Service::Service;

    /// One of each kind.
    [[nodiscard]] QFuture<Result<std::vector<CallbackEndpoint>>> endpoints();
    /// A first URL gets a secret of its own. Fails with ChoiceUnknown (url) for what readCallbackUrl() refuses,
    /// TextHoldsNumber (url), WriterKeyMissing.
    [[nodiscard]] QFuture<Result<void>> set(CallbackWish wish);
    /// What requests are signed with: the caller's to wipe. It is recorded that it was shown. Fails with EntryUnknown
    /// when there is none, WriterKeyMissing.
    [[nodiscard]] QFuture<Result<QString>> showSecret(CallbackKind kind);
    /// A new secret; the one of before signs too for so many hours (0 to mostOverlap). Fails with EntryUnknown while
    /// there is no URL, ChoiceUnknown (overlap), WriterKeyMissing.
    [[nodiscard]] QFuture<Result<void>> rotate(CallbackKind kind, int overlapHours);
    /// Events wait; or go on, which takes back, too, that the address said it is gone. Fails with EntryChanged when
    /// that is so already.
    [[nodiscard]] QFuture<Result<void>> pause(CallbackKind kind, bool pauses);
    /// For a try of a URL as typed, saved or not; empty: of the saved one. It is recorded. Fails with ChoiceUnknown
    /// (url) for what readCallbackUrl() refuses and when there is none, TextHoldsNumber (url), WriterKeyMissing.
    [[nodiscard]] QFuture<Result<CallbackTrial>> trial(CallbackKind kind, QString url);
    /// The newest first.
    [[nodiscard]] QFuture<Result<std::vector<CallbackDelivery>>> deliveries(CallbackFilter filter);
    /// How many will be sent again, under the ids that they have.
    [[nodiscard]] QFuture<Result<qint64>> replay(CallbackReplay wanted);

    static constexpr int usualOverlap = 24, mostOverlap = 168; ///< hours

private:
    /// As change(), for whoever may.
    template <typename Body>
    [[nodiscard]] auto changeCallbacks(Body body);
};

} // namespace callveil
