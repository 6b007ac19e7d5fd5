// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/routes/route_store.h"

namespace callveil {

/// A binding that calls went over, live or not: what a service still has of its numbers, and how it is shown.
struct BoundCall {
    SealedBinding binding; ///< its brand, recording and expiry are not read
    QString caseRef, customerText, agentText;
    std::optional<qint64> overAt; ///< when it ended or is to end, ms since 1970
    qint64 agentNumber = 0; ///< SpooledRecord::agentNumber of now
};

/// Which bindings and numbers are wanted.
struct BoundCallWish {
    std::vector<BindingId> bindings;
    std::vector<DidId> dids; ///< of whose owner the binding is wanted, where they have one
};

/// Reads what call records need to know of their bindings. For a service alone.
class BoundCallStore final {
public:
    explicit BoundCallStore(Connection &connection) : m_connection(connection) { }

    /// Inside a transaction, first of all. Holds these processes until it ends, but for those that somebody else works
    /// on; which. Whoever erases a number or changes a policy is done before, or comes after.
    [[nodiscard]] Result<QSet<ProcessId>> hold(const std::vector<ProcessId> &processes);
    [[nodiscard]] Result<std::vector<BoundCall>> bindings(const BoundCallWish &wish, PersonId holder);
    /// E.164, by id.
    [[nodiscard]] Result<QHash<DidId, QString>> numbers(const std::vector<DidId> &dids);

private:
    Connection &m_connection;
};

} // namespace callveil
