// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/people/person_store.h"

namespace callveil {

/// Ends the sessions of a login that was put out, and that committed: `cut` () -> Result<qint64> ends those of now, and
/// lets it sign in no more. Once more when it changed itself meanwhile; and at last what came in before that.
template <typename Cut>
[[nodiscard]] Result<void> endSessions(Cut cut)
{
    if (!cut())
        if (const auto ended = cut(); !ended)
            return failed(ended);
    if (const auto ended = cut(); !ended)
        return failed(ended);
    return {};
}

/// Until the end of the transaction, and on a server alone: what is held by somebody else is waited for two seconds.
[[nodiscard]] Result<void> waitBriefly(Connection &connection);

/// Whether a change of a person failed because of his own login: on a server its sessions can hold its row among the
/// logins, and rows of the person, for as long as they like, or change that row again and again.
[[nodiscard]] Result<bool> isHeldByLogin(Connection &connection, const Error &error, const QString &login);

/// Takes a login its right to come in and to ask, in a transaction of its own, and ends its sessions. Recorded. It
/// comes in again when it is enabled.
[[nodiscard]] Result<void> putOut(Connection &connection, const Identity &me, const Person &person);

/// What is said when a change of somebody fails after he was put out: that he is, and that it has to be done again.
[[nodiscard]] Error afterPutOut(const Person &person, const Error &error);

} // namespace callveil
