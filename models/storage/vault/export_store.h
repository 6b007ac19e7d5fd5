// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/vault/reveal_store.h"

namespace callveil {

/// The numbers of a session's parties in the vault; unset where the vault holds none.
struct SessionNumbers {
    CallId session;
    NumberId customer, agent;
};

/// What an export of actual numbers asks for: of which processes, and part by part the hash and the count of the ids.
struct ExportOrder {
    QList<ProcessId> processes;
    QList<QByteArray> parts;
    QList<int> sizes; ///< each from 1 to mostInPart
    qint64 numbers = 0; ///< of all parts

    static constexpr int mostInPart = 5000;

    /// Adds a part of these ids, in this order.
    void add(const QList<NumberId> &ids);
};

/// Hands out actual numbers for an export: just those that a granted and committed request named.
class ExportStore final {
public:
    ExportStore(Connection &connection, PersonId me) : m_connection(connection), m_me(me) { }

    [[nodiscard]] static QString objectOfExport() { return QStringLiteral("calls"); }
    [[nodiscard]] Result<std::vector<SessionNumbers>> numbersOf(const std::vector<CallId> &sessions);
    /// In the transaction of its entry, which counts the numbers. `permitted` is asked of SQLite only.
    [[nodiscard]] Result<RequestAnswer> request(const ExportOrder &order, const QString &reason, bool permitted);
    /// One part, its ids in the order in which it was named; those that are gone are left out.
    [[nodiscard]] Result<std::vector<FetchedNumber>> fetch(const RequestAnswer &granted, const QList<NumberId> &ids);

private:
    Connection &m_connection;
    PersonId m_me;
};

} // namespace callveil
