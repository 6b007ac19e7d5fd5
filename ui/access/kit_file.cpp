// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/kit_file.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace callveil {

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("RecoveryKit", source);
}

} // namespace

QString kitText(const QString &organisation, const SetupOutcome &outcome)
{
    QStringList lines{text(QT_TRANSLATE_NOOP("RecoveryKit", "Callveil recovery kit")), organisation, QString(),
        text(QT_TRANSLATE_NOOP("RecoveryKit",
            "Whoever has these words can open everything. Keep them locked away, and not "
            "on the computer of the database.")),
        QString()};
    for (int i = 0; i < outcome.recoveryWords.size(); ++i)
        lines += QStringLiteral("%1  %2").arg(i + 1, 2).arg(outcome.recoveryWords[i]);
    lines += {QString(), text(QT_TRANSLATE_NOOP("RecoveryKit", "Fingerprint words of the organisation (no secret):")),
        outcome.fingerprintWords.join(u' '), QString()};
    return lines.join(u'\n');
}

Result<void> writeKit(const QString &file, const QString &content)
{
    const auto refused = [&](const QString &detail) {
        return fail(ErrorCode::Invalid, Fault::FileUnwritable, {QFileInfo(file).fileName()}, detail);
    };
    constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    // A file that is there would keep its permissions: the person agreed to replace it when he chose its name.
    QFile target(file);
    if (target.exists() && !target.remove())
        return refused(target.errorString());
    if (!target.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownerOnly))
        return refused(target.errorString());
    const QByteArray bytes = content.toUtf8();
    if (target.write(bytes) != bytes.size() || !target.flush())
        return refused(target.errorString());
    return {};
}

} // namespace callveil
