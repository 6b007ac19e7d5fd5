// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/bindings/did_book.h"
#include "storage/leaks/canary_store.h"
#include "storage/people/identity.h"
#include "storage/processes/process_store.h"

#include <QSet>

#include <optional>

namespace callveil {

class WriterKeys;

/// What the leak audit found in one text. The number itself is wiped by then.
struct TextFinding {
    bool isClear = false; ///< it holds a telephone number that is none of the organisation's own
    QSet<CanaryId> canaries;
};

/// Looks for telephone numbers in stored texts: those of the country of the text's process, of all processes where it
/// belongs to none, and those with a leading + of all countries. Remembers short texts that come again and again. One
/// scan, one thread.
class LeakTextSearch final {
public:
    [[nodiscard]] static Result<LeakTextSearch> make(Connection &connection, const Identity &me, DidShelf &dids);
    ~LeakTextSearch();
    LeakTextSearch(LeakTextSearch &&other) noexcept;

    [[nodiscard]] TextFinding look(const QString &text, ProcessId process);
    /// Whether planted numbers are recognised in texts, or there are none.
    [[nodiscard]] bool knowsCanaries() const { return m_keys || m_parties.isEmpty(); }
    /// When the last of them was planted; ms since 1970, 0: there is none.
    [[nodiscard]] qint64 newestCanary() const { return m_newestCanary; }

private:
    LeakTextSearch() = default;
    /// `canariesAlone`: nobody dials like this in the country of the text.
    void lookInPart(const QString &part, const QString &region, bool canariesAlone, TextFinding &finding) const;
    [[nodiscard]] bool isOwn(const QString &number) const;
    void addOwn(const QString &text, const QString &region);

    std::shared_ptr<const DidBook> m_dids;
    QSet<QString> m_own; ///< caller ids and targets besides the proxy numbers
    QHash<ProcessId, QString> m_countries;
    QStringList m_allRegions; ///< of all processes
    QStringList m_canaryRegions;
    QHash<QByteArray, CanaryId> m_parties;
    qint64 m_newestCanary = 0;
    std::unique_ptr<const WriterKeys> m_keys; ///< none for whoever may not search by number
    QSet<QString> m_known; ///< country and text of those that hold none
};

} // namespace callveil
