// SPDX-License-Identifier: GPL-3.0-or-later
#include "kit_output.h"

#include <QFile>

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

} // namespace callveil
