// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/audit/deed_check.h"

#include "storage/crypto/sodium.h"
#include "storage/people/certificates.h"

#include <QMultiMap>

namespace callveil {

DeedCheck::DeedCheck(PersonId actor, const QString &name, const std::vector<PastKey> &keys, const QByteArray &rootKey)
    : m_actor(actor), m_name(name), m_hash(32, '\0')
{
    QMultiMap<qint64, QByteArray> certified; // by age: their order in the database is anybody's
    for (const PastKey &key : keys)
        if (const auto age = issuedAt(personClaim(name, key.boxKey, key.signKey), key.certificate, rootKey))
            certified.insert(*age, key.signKey);
    m_signKeys = certified.values();
}

bool DeedCheck::isSigned(const DeedEntry &entry)
{
    for (qsizetype at = 0; at < m_signKeys.size(); ++at)
        if (verifySignature(entry.hash, entry.signature, m_signKeys[at])) {
            m_signKeys.remove(0, at);
            return true;
        }
    return false;
}

void DeedCheck::fault(DeedBreak::Kind kind, qint64 seq)
{
    if (!m_break)
        m_break = {kind, m_actor, m_name, seq};
}

bool DeedCheck::add(const DeedEntry &entry)
{
    if (m_break)
        return false;
    const qint64 seq = m_seq + 1;
    if (m_signKeys.isEmpty())
        fault(DeedBreak::Kind::Stranger, seq);
    else if (entry.actor != m_actor || entry.seq != seq)
        fault(DeedBreak::Kind::Missing, seq);
    else if (entry.previous != m_hash)
        fault(DeedBreak::Kind::Unlinked, seq);
    else if (DeedLog::hashOf(entry) != entry.hash)
        fault(DeedBreak::Kind::Changed, seq);
    else if (!isSigned(entry))
        fault(DeedBreak::Kind::NotSigned, seq);
    else if (m_seen && m_seen->seq == seq && m_seen->hash != entry.hash)
        fault(DeedBreak::Kind::Forgotten, seq);
    m_seq = seq;
    m_hash = entry.hash;
    return !m_break;
}

void DeedCheck::end(const std::optional<DeedHead> &before, const std::optional<DeedHead> &after)
{
    const qint64 least = before ? before->seq : 0;
    const qint64 most = after ? after->seq : 0;
    if (m_seq < least || m_seq > most)
        fault(DeedBreak::Kind::CutOff, std::min(m_seq, most) + 1);
    else if ((before && before->seq == m_seq && before->hash != m_hash)
        || (after && after->seq == m_seq && after->hash != m_hash))
        fault(DeedBreak::Kind::CutOff, m_seq);
    if (m_seen && m_seen->seq > m_seq)
        fault(DeedBreak::Kind::Forgotten, m_seq + 1);
}

} // namespace callveil
