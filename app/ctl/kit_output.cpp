// SPDX-License-Identifier: GPL-3.0-or-later
#include "kit_output.h"

#include <QFile>
#include <QRegularExpression>

namespace callveil {

QString kitText(const QString &organisation, const QStringList &fingerprintWords, const QStringList &recoveryWords)
{
    QString text = QStringLiteral("Callveil recovery kit\nOrganisation: %1\nFingerprint: %2\n\n"
                                  "Whoever has these words can open every number. Print them, lock them away, and "
                                  "delete this file.\n\n")
                       .arg(organisation, fingerprintWords.join(u' '));
    for (qsizetype i = 0; i < recoveryWords.size(); ++i)
        text += QStringLiteral("%1. %2\n").arg(i + 1, 2).arg(recoveryWords[i]);
    return text;
}

Result<void> writeKit(const QString &path, const QString &text)
{
    QFile file(path);
    // Never over something that exists: it could be the only copy of another kit.
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return fail(ErrorCode::Conflict, QFile::exists(path) ? Fault::FileExists : Fault::FileUnwritable, {path});
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    if (file.write(text.toUtf8()) < 0 || !file.flush())
        return fail(ErrorCode::Internal, Fault::FileUnwritable, {path});
    return {};
}

QString kitWords(const QString &text)
{
    static const QRegularExpression numbered(
        QStringLiteral("^\\s*\\d+\\.?\\s+([a-z]+)\\s*$"), QRegularExpression::MultilineOption);
    QStringList words;
    for (auto match = numbered.globalMatch(text); match.hasNext();)
        words.append(match.next().captured(1));
    return words.isEmpty() ? text.simplified() : words.join(u' ');
}

} // namespace callveil
