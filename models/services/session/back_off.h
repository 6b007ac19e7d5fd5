// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/session/local_state.h"

#include <QDateTime>

#include <type_traits>

namespace callveil {

/// Runs `attempt() -> Result<T>`, which tries a password, unless its person has to wait (SignInBackOff). Refusals are
/// counted, and forgotten after a success.
template <typename Attempt>
[[nodiscard]] auto withBackOff(LocalState &local, const QString &place, const QString &user, Attempt attempt)
    -> std::invoke_result_t<Attempt>
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const qint64 blocked = local.blockedUntil(place, user);
    if (blocked > now)
        return fail(ErrorCode::Denied, Fault::SignInBackOff, {QString::number((blocked - now) / 1000 + 1)});
    auto answer = attempt();
    if (answer)
        local.clearFailures(place, user);
    else if (answer.error().fault == Fault::SignInRefused || answer.error().fault == Fault::UnlockRefused)
        local.noteFailure(place, user, QDateTime::currentMSecsSinceEpoch()); // the attempt may have taken seconds
    return answer;
}

/// For the record of deeds; empty when there were none.
[[nodiscard]] inline QString failuresText(int failures)
{
    return failures > 0 ? QStringLiteral("failed attempts before on this console: %1").arg(failures) : QString();
}

} // namespace callveil
