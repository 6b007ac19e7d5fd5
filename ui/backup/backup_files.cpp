// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/backup/backup_files.h"

#include "ui/shell/prompt.h"

#include <QCoreApplication>
#include <QDate>
#include <QRegularExpression>

namespace callveil {

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("BackupFiles", source);
}

QString filter()
{
    return text(QT_TRANSLATE_NOOP("BackupFiles", "Backup of Callveil (*.callveil-backup)"));
}

} // namespace

QString chooseBackupToRead(Prompt &prompt, QWidget *parent)
{
    return prompt.openFile(parent, text(QT_TRANSLATE_NOOP("BackupFiles", "Choose a backup")), filter());
}

QString chooseBackupToWrite(Prompt &prompt, QWidget *parent, const QString &organisation)
{
    static const QRegularExpression others(QStringLiteral("[^\\p{L}\\p{N}]+"));
    const QString name = QString(organisation).replace(others, QStringLiteral("-"));
    const QString proposed =
        QStringLiteral("%1-%2.callveil-backup").arg(name, QDate::currentDate().toString(Qt::ISODate));
    return prompt.saveFile(parent, text(QT_TRANSLATE_NOOP("BackupFiles", "Back up")), proposed, filter());
}

QString chooseRestoredFile(Prompt &prompt, QWidget *parent, const QString &proposed)
{
    return prompt.saveFile(parent, text(QT_TRANSLATE_NOOP("BackupFiles", "Restore into a new file")), proposed,
        text(QT_TRANSLATE_NOOP("BackupFiles", "Database (*.db)")));
}

} // namespace callveil
