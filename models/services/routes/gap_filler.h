// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/seal_report.h"
#include "storage/people/identity.h"
#include "storage/routes/route_store.h"

#include <span>

namespace callveil {

/// Seals to services what was bound before they were enrolled, by opening the numbers in the vault. So this is asked
/// for and recorded as an export of numbers is, by whoever may export and holds the vaults; nobody sees them.
class GapFiller final {
public:
    /// `pageSize`: how many gaps are read at once, as many as the server's function answers at most.
    GapFiller(Connection &connection, const Identity &me, SealProgress &progress, int pageSize = 10000)
        : m_connection(connection), m_me(me), m_progress(progress), m_pageSize(pageSize)
    { }

    /// All that the person can open, part by part, each in a transaction of its own. A gap is tried once, and is read
    /// behind those that were tried: what cannot be filled keeps nothing else waiting. Fails with RevealRefused for
    /// whoever may not.
    [[nodiscard]] Result<SealReport> fill();

private:
    using Gaps = std::span<const RouteGap>;
    /// What became of some gaps.
    struct Sealed {
        qint64 done = 0, failed = 0;
    };

    /// Those that the person sees; nullopt: all.
    [[nodiscard]] std::optional<QSet<ProcessId>> seen() const;
    /// Of these, those whose actual numbers he may view.
    [[nodiscard]] std::optional<QSet<ProcessId>> opened() const;
    [[nodiscard]] Result<void> fillPage(Gaps gaps);
    [[nodiscard]] Result<void> fillSome(Gaps gaps);
    /// What is missing now.
    [[nodiscard]] Result<SealReport> report();
    [[nodiscard]] Result<QHash<NumberId, QString>> numbersOf(Gaps gaps);
    [[nodiscard]] Result<Sealed> seal(Gaps gaps, const QHash<NumberId, QString> &numbers);
    [[nodiscard]] Result<void> keep(const RouteGap &gap, const QByteArray &copy);

    Connection &m_connection;
    const Identity &m_me;
    SealProgress &m_progress;
    const int m_pageSize;
    SealReport m_report;
};

} // namespace callveil
