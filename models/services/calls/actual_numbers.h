// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/reveal/number_opener.h"
#include "storage/calls/call_store.h"
#include "storage/vault/export_store.h"

namespace callveil {

/// The actual numbers of an export: counted page by page, asked for once, and then put into the same pages in the same
/// order. Epoch keys are wiped with the object.
class ActualNumbers final {
public:
    ActualNumbers(Connection &connection, const Identity &me)
        : m_connection(connection), m_me(me), m_store(connection, me.id), m_opener(connection, me)
    { }

    /// All whose numbers the person may view; fails with RevealRefused when there is none.
    [[nodiscard]] Result<void> chooseProcesses();
    [[nodiscard]] Result<void> count(const std::vector<CallLine> &calls);
    /// Records what was counted and how it is answered.
    [[nodiscard]] Result<void> request(qint64 rows, const QString &reason);
    /// Replaces the masked texts of a page; numbers that are gone or cannot be opened stay masked. Fails with
    /// CallsChanged when the page is not one that was counted.
    [[nodiscard]] Result<void> putInto(std::vector<CallLine> &calls);
    [[nodiscard]] qint64 shown() const { return m_shown; }
    [[nodiscard]] qint64 unread() const { return m_order.numbers - m_shown; }

private:
    [[nodiscard]] Result<QHash<CallId, SessionNumbers>> numbersOf(const std::vector<CallLine> &calls);
    [[nodiscard]] QList<NumberId> idsOf(
        const std::vector<CallLine> &calls, const QHash<CallId, SessionNumbers> &numbers) const;
    [[nodiscard]] Result<QHash<NumberId, QString>> opened(const QList<NumberId> &ids);

    Connection &m_connection;
    const Identity &m_me;
    ExportStore m_store;
    NumberOpener m_opener;
    ExportOrder m_order;
    qsizetype m_nextPart = 0;
    RequestAnswer m_answer;
    qint64 m_shown = 0;
};

} // namespace callveil
