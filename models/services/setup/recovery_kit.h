// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/crypto/sodium.h"

#include <QStringList>

namespace callveil {

/// The printable form of the recovery key: 16 words and one check word. Whoever holds it can open everything.
class RecoveryKit final {
public:
    explicit RecoveryKit(const SecretBytes &privateKey);

    [[nodiscard]] const QStringList &words() const { return m_words; }
    /// The private key of typed words; fails with KitWrong for a word that is none or a wrong check word.
    [[nodiscard]] static Result<SecretBytes> privateKey(const QString &words);
    /// What only the key yields: a server takes it as a sign that the kit is there. It is replaced when it was used.
    [[nodiscard]] static QByteArray proof(const SecretBytes &privateKey);
    /// SHA-256 of the proof, as it is stored.
    [[nodiscard]] static QByteArray proofHash(const SecretBytes &privateKey);
    /// The words as they stand in a printed or saved kit, or in a text that holds nothing else; one space between them.
    [[nodiscard]] static QString wordsIn(const QString &text);
    /// The places (from 0) of the words that are typed back at set-up to show that the kit was written down.
    [[nodiscard]] static QList<int> checkPlaces() { return {2, 8, 16}; }

private:
    QStringList m_words;
};

} // namespace callveil
