// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/callbacks/callback_endpoint.h"
#include "exchange/callbacks/callback_sender.h"
#include "services/base/service.h"

#include <QSet>

namespace callveil {

/// An event that is ready to be sent.
struct ReadyCallback {
    qint64 seq = 0;
    int attempts = 0; ///< before this one
    CallbackRequest request;
};

/// What is to be sent to one endpoint now.
struct CallbackBatch {
    std::vector<ReadyCallback> ready;
    QStringList targets; ///< of internal ones, those that an administrator allows
    std::vector<SettledCallback> lost; ///< what they told of is there no longer: to be settled as they are
};

/// Events that wait for the service that leads, ready to be sent, and what became of them. For a service alone: others
/// get NotPermitted.
class CallbackDispatch final : public Service {
public:
    using Service::Service;

    /// At most `most` that are due and not in `underWay`, built and signed; none while the endpoint is paused, disabled
    /// or without a URL.
    [[nodiscard]] QFuture<Result<CallbackBatch>> take(CallbackKind kind, int most, QSet<qint64> underWay);
    /// What came of attempts. With `isGone` the endpoint said that nothing is to be sent to it again (410).
    [[nodiscard]] QFuture<Result<void>> settle(CallbackKind kind, std::vector<SettledCallback> settled, bool isGone);
    /// Takes away what is too old, a few at a time, in the background; how many.
    [[nodiscard]] QFuture<Result<qint64>> thin();

    /// What an answer makes of an event that had failed so many times before. `now` in ms since 1970, `chance` 0 to 1.
    [[nodiscard]] static SettledCallback settled(
        const ReadyCallback &sent, const CallbackAnswer &answer, qint64 now, double chance);
};

} // namespace callveil
