// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/backup_text.h"

#include "ui/texts/deed_text.h"
#include "ui/texts/isolated_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace callveil {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("Backup", text);
}

QString moment(qint64 ms, const QTimeZone &zone)
{
    return isolated(QLocale().toString(QDateTime::fromMSecsSinceEpoch(ms, zone), QLocale::ShortFormat));
}

QString count(qint64 number)
{
    return QLocale().toString(number);
}

QString tableText(BackupTable table)
{
    switch (table) {
    case BackupTable::People:
        return say(QT_TRANSLATE_NOOP("Backup", "people %1"));
    case BackupTable::Processes:
        return say(QT_TRANSLATE_NOOP("Backup", "processes %1"));
    case BackupTable::Sessions:
        return say(QT_TRANSLATE_NOOP("Backup", "sessions %1"));
    case BackupTable::Legs:
        return say(QT_TRANSLATE_NOOP("Backup", "legs %1"));
    case BackupTable::Numbers:
        return say(QT_TRANSLATE_NOOP("Backup", "sealed numbers %1"));
    case BackupTable::Entries:
        return say(QT_TRANSLATE_NOOP("Backup", "entries of the audit trail %1"));
    }
    return {};
}

QString rowsText(const std::vector<RowCount> &rows)
{
    QStringList parts;
    for (const RowCount &row : rows)
        parts.append(tableText(row.table).arg(count(row.rows)));
    return parts.join(QLatin1String("; "));
}

ReportLine recordLine(const RecordState &record, const QTimeZone &zone)
{
    const QString label = say(QT_TRANSLATE_NOOP("Backup", "Audit trail"));
    if (!record.breaks.empty())
        return {label, breakTexts(record.breaks).join(u'\n'), true};
    if (record.entries == 0)
        return {label, say(QT_TRANSLATE_NOOP("Backup", "Empty.")), false};
    return {label,
        say(QT_TRANSLATE_NOOP("Backup",
                "Whole: its entries fit together and are signed. Entries: %1. People who wrote them: %2. Newest entry: "
                "%3."))
            .arg(count(record.entries), count(record.actors), moment(record.lastAt, zone)),
        false};
}

ReportLine sampleLine(const std::vector<SampledNumbers> &samples)
{
    QStringList lines;
    bool isFault = false;
    for (const SampledNumbers &sample : samples) {
        isFault |= sample.opened < sample.tried;
        lines.append(!sample.held
                ? say(QT_TRANSLATE_NOOP("Backup", "%1: not tried, for want of its key.")).arg(sample.process)
                : say(QT_TRANSLATE_NOOP("Backup", "%1: a sample was tried, %2 of %3 can be decrypted."))
                      .arg(sample.process, count(sample.opened), count(sample.tried)));
    }
    if (lines.isEmpty())
        lines.append(say(QT_TRANSLATE_NOOP("Backup", "There is no process.")));
    return {say(QT_TRANSLATE_NOOP("Backup", "Numbers")), lines.join(u'\n'), isFault};
}

ReportLine restoredRows(const RestoreReport &report)
{
    QStringList lines{rowsText(report.rows)};
    bool isFault = report.rows.size() != report.rowsExpected.size();
    for (size_t i = 0; !isFault && i < report.rows.size(); ++i)
        isFault = report.rows[i].rows != report.rowsExpected[i].rows;
    lines.append(isFault ? say(QT_TRANSLATE_NOOP("Backup", "The backup says: %1")).arg(rowsText(report.rowsExpected))
                         : say(QT_TRANSLATE_NOOP("Backup", "As many as the backup says.")));
    return {say(QT_TRANSLATE_NOOP("Backup", "Rows")), lines.join(u'\n'), isFault};
}

ReportLine laterLine(const RestoreReport &report)
{
    const QString label = say(QT_TRANSLATE_NOOP("Backup", "Newer entries"));
    if (report.later.empty())
        return {
            label, say(QT_TRANSLATE_NOOP("Backup", "This computer saw none that are newer than the backup.")), false};
    QStringList lines;
    for (const LaterEntries &later : report.later)
        lines.append(
            say(QT_TRANSLATE_NOOP("Backup", "%1: %2"))
                .arg(later.actor.isEmpty() ? say(QT_TRANSLATE_NOOP("Backup", "Somebody who was added after the backup"))
                                           : later.actor,
                    count(later.entries)));
    lines.prepend(say(QT_TRANSLATE_NOOP("Backup",
        "This computer saw entries of the audit trail that were written after the backup and are not in it. That is no "
        "tampering: what was done after the backup is missing.")));
    return {label, lines.join(u'\n'), false};
}

ReportLine numbersOf(const RestoreReport &report)
{
    if (report.asked == RestoreReport::Operator::SignedIn)
        return sampleLine(report.samples);
    const bool refused = report.asked == RestoreReport::Operator::Refused;
    return {say(QT_TRANSLATE_NOOP("Backup", "Numbers")),
        refused ? say(QT_TRANSLATE_NOOP("Backup",
            "Not tried: the user name or the password does not fit the restored database. Passwords are "
            "those of the time of the backup."))
                : say(QT_TRANSLATE_NOOP("Backup", "Not tried: nobody's password was given.")),
        refused};
}

QString nextSteps(const RestoreReport &report)
{
    QStringList steps{
        say(QT_TRANSLATE_NOOP("Backup",
            "Sign in there. Everybody has the password, and the recovery kit the words, of the time of the backup.")),
        say(QT_TRANSLATE_NOOP("Backup",
            "If this is a drill, leave it beside the original: computers remember each place for itself. Put in the "
            "original's place, the copy is reported as older than what they saw, until somebody accepts that.")),
        say(QT_TRANSLATE_NOOP("Backup",
            "If this place takes over from the old one, give its address to the other consoles. The organisation's "
            "words stay the same.")),
        say(QT_TRANSLATE_NOOP("Backup",
            "Revocations and retention that were done after the backup have to be done again. API keys "
            "that were revoked since hold again: revoke them.")),
    };
    if (!report.switches.isEmpty())
        steps.append(say(QT_TRANSLATE_NOOP("Backup",
            "No switch is let in. If this place takes over, give each one a new password (Voice Platform, Switch "
            "logins) and write it into the switch; after a drill there is nothing to do.")));
    if (!report.later.empty())
        steps.insert(2,
            say(QT_TRANSLATE_NOOP("Backup",
                "At the sign-in the console will say that entries are missing. Whoever views the audit trail accepts "
                "that there, with the reason that this backup was brought back.")));
    return steps.join(u'\n');
}

} // namespace

QList<ReportLine> factLines(const BackupFacts &facts, const QTimeZone &zone)
{
    return {
        {say(QT_TRANSLATE_NOOP("Backup", "Organisation")),
            QStringLiteral("%1 (%2)").arg(facts.organisation, facts.fingerprintWords.join(u' ')), false},
        {say(QT_TRANSLATE_NOOP("Backup", "Made")),
            say(QT_TRANSLATE_NOOP("Backup", "%1 by %2")).arg(moment(facts.madeAt, zone), facts.madeBy), false},
        {say(QT_TRANSLATE_NOOP("Backup", "Of")),
            facts.ofServer ? say(QT_TRANSLATE_NOOP("Backup", "the database %1 of a server")).arg(facts.database)
                           : say(QT_TRANSLATE_NOOP("Backup", "a database in a file")),
            false},
        {say(QT_TRANSLATE_NOOP("Backup", "Size")), QLocale().formattedDataSize(facts.bytes), false},
    };
}

QList<ReportLine> backupLines(const BackupReport &report, const QTimeZone &zone)
{
    QList<ReportLine> lines{{say(QT_TRANSLATE_NOOP("Backup", "File")), report.file, false}};
    if (!report.kept.isEmpty())
        lines.append({say(QT_TRANSLATE_NOOP("Backup", "Not replaced")),
            say(QT_TRANSLATE_NOOP("Backup",
                    "%1 stays as it was, because what this backup holds is not as it must be. The new backup is beside "
                    "it."))
                .arg(report.kept),
            true});
    lines += factLines(report.facts, zone);
    lines.append({say("Rows"), rowsText(report.rows), false});
    lines.append(recordLine(report.record, zone));
    lines.append(sampleLine(report.samples));
    if (report.facts.ofServer)
        lines.append({say(QT_TRANSLATE_NOOP("Backup", "How it was checked")),
            say(QT_TRANSLATE_NOOP("Backup",
                "The rows, the audit trail and the numbers were checked in the snapshot that was dumped, and all of "
                "the dump was read. That numbers can be decrypted out of the backup itself shows when it is "
                "restored.")),
            false});
    else
        lines.append({say("How it was checked"),
            say(QT_TRANSLATE_NOOP(
                "Backup", "Everything was checked in the copy: its pages, its rows, the audit trail and the numbers.")),
            false});
    return lines;
}

QList<ReportLine> restoreLines(const RestoreReport &report, const QTimeZone &zone)
{
    QList<ReportLine> lines{{say(QT_TRANSLATE_NOOP("Backup", "Place")), report.place, false}};
    lines += factLines(report.facts, zone);
    lines.append({say(QT_TRANSLATE_NOOP("Backup", "Took")),
        say(QT_TRANSLATE_NOOP("Backup", "%1 seconds"))
            .arg(QLocale().toString(double(report.milliseconds) / 1000, 'f', 1)),
        false});
    lines.append(restoredRows(report));
    lines.append(recordLine(report.record, zone));
    lines.append(laterLine(report));
    lines.append(numbersOf(report));
    lines.append({say(QT_TRANSLATE_NOOP("Backup", "Can sign in")), report.people.join(QLatin1String(", ")), false});
    if (report.disabled > 0)
        lines.append({say(QT_TRANSLATE_NOOP("Backup", "Disabled people")), count(report.disabled), false});
    if (!report.switches.isEmpty())
        lines.append({say(QT_TRANSLATE_NOOP("Backup", "Switches without a login")),
            report.switches.join(QLatin1String(", ")), false});
    lines.append({say(QT_TRANSLATE_NOOP("Backup", "What to do next")), nextSteps(report), false});
    return lines;
}

} // namespace callveil
