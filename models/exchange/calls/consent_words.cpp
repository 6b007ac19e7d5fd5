// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/consent_words.h"

#include <QHash>
#include <QString>

namespace callveil {

namespace {

constexpr const char *s_yes[] = {"yes", "y", "true", "t", "1", "ok", "agreed", "agree", "accepted", "accept", "granted",
    "given", "consented", "consent", "consent given", "consent granted", "opted in", "opt in", "allowed", "positive",
    "ja", "j", "erteilt", "zugestimmt", "si", "sí", "aceptado", "oui", "accordé"};
constexpr const char *s_no[] = {"no", "n", "false", "f", "0", "declined", "decline", "refused", "refuse", "rejected",
    "denied", "withheld", "withdrawn", "revoked", "not given", "not granted", "not consented", "no consent",
    "consent refused", "consent declined", "opted out", "opt out", "not allowed", "negative", "nein", "abgelehnt",
    "verweigert", "rechazado", "non", "refusé"};

/// Lower case, with single blanks between the words.
QString phraseOf(QByteArrayView cell)
{
    QString phrase;
    for (const QChar c : QString::fromUtf8(cell))
        phrase.append(c.isLetterOrNumber() ? c.toLower() : QChar(u' '));
    return phrase.simplified();
}

QHash<QString, Consent> makeTable()
{
    QHash<QString, Consent> table;
    for (const char *word : s_yes)
        table.insert(QString::fromUtf8(word), Consent::Yes);
    for (const char *word : s_no)
        table.insert(QString::fromUtf8(word), Consent::No);
    return table;
}

} // namespace

Consent consentOf(QByteArrayView cell)
{
    static const QHash<QString, Consent> table = makeTable();
    constexpr qsizetype longest = 64; // of a cell that can be one of these
    return cell.isEmpty() || cell.size() > longest ? Consent::NotAsked : table.value(phraseOf(cell), Consent::NotAsked);
}

} // namespace callveil
