// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/imports/party_sealer.h"

#include <QDate>

namespace callveil {

namespace {
constexpr qint64 dayMs = 86400000;
} // namespace

PartySealer::PartySealer(
    PolicyRevision revision, VaultKey vault, QByteArray fingerprint, std::shared_ptr<const WriterKeys> keys)
    : m_revision(std::move(revision)), m_keys(std::move(keys)),
      m_tokens(m_keys->tokenHash(vault.process, m_revision.id)), m_vault(std::move(vault), std::move(fingerprint))
{ }

bool PartySealer::seals(const PhoneNumber &number)
{
    return number.kind == NumberKind::E164 || number.kind == NumberKind::Text;
}

int PartySealer::monthOf(qint64 ms)
{
    const QDate date = QDate(1970, 1, 1).addDays(ms / dayMs);
    return date.year() * 100 + date.month();
}

StagedParty PartySealer::masked(const PhoneNumber &number) const
{
    StagedParty party{number.kind, mask(number, m_revision.policy, m_tokens).text, {}, 0};
    if (seals(number) && m_revision.policy.kind == MaskingKind::Off)
        party.starred = starred(number);
    return party;
}

StagedNumber PartySealer::sealed(const PhoneNumber &number, int month, qint64 seq)
{
    SealedNumber stored = m_vault.seal(number.text, month);
    return {seq, m_keys->blindIndex(vaultKey().process, m_revision.id, number.text), month, stored.id, stored.epoch,
        std::move(stored.cipher)};
}

} // namespace callveil
