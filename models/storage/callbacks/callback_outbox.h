// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/callbacks/callback_endpoint.h"
#include "storage/database/connection.h"

namespace callveil {

/// The events that wait to be sent, and what they tell of, for the service alone: a server's functions refuse others.
class CallbackOutbox final {
public:
    explicit CallbackOutbox(Connection &connection) : m_connection(connection) { }

    /// Of events of one subject only the oldest; the longest due first. At most 1000.
    [[nodiscard]] Result<std::vector<DueCallback>> due(CallbackKind kind, int most);
    /// Of attempts, in one transaction of the caller.
    [[nodiscard]] Result<void> settle(CallbackKind kind, const std::vector<SettledCallback> &settled);
    /// Nothing is kept for it any more until somebody lets it go on.
    [[nodiscard]] Result<void> disable(CallbackKind kind);
    /// Takes away what is too old; how many.
    [[nodiscard]] Result<qint64> thin(int most);

    /// Sessions with their legs; those that are there.
    [[nodiscard]] Result<std::vector<CallbackCall>> calls(const std::vector<qint64> &ids);
    [[nodiscard]] Result<std::vector<CallbackStatus>> statuses(const std::vector<qint64> &seqs);
    [[nodiscard]] Result<std::vector<CallbackTask>> tasks(const std::vector<qint64> &seqs);

private:
    [[nodiscard]] Result<void> settleEmbedded(CallbackKind kind, const std::vector<SettledCallback> &settled);

    Connection &m_connection;
};

} // namespace callveil
