// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/audit/deed_break.h"
#include "storage/audit/deed_store.h"
#include "storage/people/person_store.h"

namespace callveil {

/// Checks one actor's chain entry by entry: numbers, links, hashes, signatures (security.md, Record of deeds). Pure;
/// the entries are handed over in their order.
class DeedCheck final {
public:
    /// `name`: empty when there is no person of this id; `keys`: all that he ever had. Keys whose
    /// certificate `rootKey` did not sign are nobody's. An older key never signs after a newer one.
    DeedCheck(PersonId actor, const QString &name, const std::vector<PastKey> &keys, const QByteArray &rootKey);

    /// False from the first entry on that is wrong.
    bool add(const DeedEntry &entry);
    /// To be called at the end with the head that stood there before the first entry was read, and the one after the
    /// last: an actor may go on while he is checked.
    void end(const std::optional<DeedHead> &before, const std::optional<DeedHead> &after);
    /// Entries that this console saw must still be there.
    void expect(const DeedHead &seen) { m_seen = seen; }

    [[nodiscard]] const std::optional<DeedBreak> &found() const { return m_break; }
    [[nodiscard]] qint64 lastSeq() const { return m_seq; }

private:
    void fault(DeedBreak::Kind kind, qint64 seq);
    [[nodiscard]] bool isSigned(const DeedEntry &entry);

    PersonId m_actor;
    QString m_name;
    QList<QByteArray> m_signKeys; ///< those that may still sign, oldest first; empty: nobody's
    qint64 m_seq = 0;
    QByteArray m_hash;
    std::optional<DeedHead> m_seen;
    std::optional<DeedBreak> m_break;
};

} // namespace callveil
