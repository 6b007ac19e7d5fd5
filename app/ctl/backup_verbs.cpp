// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "services/backup/backup_service.h"
#include "services/backup/restore_service.h"
#include "stop_signals.h"
#include "ui/texts/backup_text.h"
#include "ui/texts/deed_text.h"

#include <QFileInfo>
#include <QJsonArray>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace callveil {

namespace {

void addMaintenanceOptions(Command &command)
{
    command.options().addOptions({
        {QStringLiteral("maintenance-user"), QStringLiteral("a superuser of the server, for this run"),
            QStringLiteral("NAME"), QStringLiteral("postgres")},
        {QStringLiteral("maintenance-password-fd"), QStringLiteral("read his password from this file descriptor"),
            QStringLiteral("N")},
    });
}

bool isTerminal()
{
#ifdef Q_OS_UNIX
    return isatty(STDERR_FILENO) == 1;
#else
    return false;
#endif
}

const char *nameOf(BackupProgress::Step step)
{
    switch (step) {
    case BackupProgress::Step::Copying:
        return "copying";
    case BackupProgress::Step::Checking:
        return "checking";
    case BackupProgress::Step::Restoring:
        return "restoring";
    }
    return "";
}

void showProgress(QTextStream &err, const BackupProgress &progress)
{
    const qint64 all = progress.all;
    err << '\r' << nameOf(progress.step) << (all > 0 ? ": " : "…");
    if (all > 0)
        err << 100 * progress.done / all << " %";
    err << "        ";
    err.flush();
}

/// The answer; meanwhile a line on a terminal says how far it is.
template <typename T>
Result<T> awaited(Command &command, StopSignals &stop, QFuture<Result<T>> future, BackupProgress &progress)
{
    if (!isTerminal())
        return stop.answerOf(future, progress.cancelled);
    Result<T> result = stop.answerOf(future, progress.cancelled, [&] { showProgress(command.err(), progress); });
    command.err() << '\r' << QString(30, u' ') << '\r';
    command.err().flush();
    return result;
}

QString tableKey(BackupTable table)
{
    switch (table) {
    case BackupTable::People:
        return QStringLiteral("people");
    case BackupTable::Processes:
        return QStringLiteral("processes");
    case BackupTable::Sessions:
        return QStringLiteral("sessions");
    case BackupTable::Legs:
        return QStringLiteral("legs");
    case BackupTable::Numbers:
        return QStringLiteral("numbers");
    case BackupTable::Entries:
        return QStringLiteral("entries");
    }
    return {};
}

QJsonObject rowsToJson(const std::vector<RowCount> &rows)
{
    QJsonObject object;
    for (const RowCount &row : rows)
        object.insert(tableKey(row.table), row.rows);
    return object;
}

QJsonObject recordToJson(const RecordState &record)
{
    return {{QStringLiteral("entries"), record.entries}, {QStringLiteral("actors"), record.actors},
        {QStringLiteral("last_at"), record.entries > 0 ? QJsonValue(isoTime(record.lastAt)) : QJsonValue()},
        {QStringLiteral("faults"), QJsonArray::fromStringList(breakTexts(record.breaks))}};
}

QJsonArray samplesToJson(const std::vector<SampledNumbers> &samples)
{
    QJsonArray array;
    for (const SampledNumbers &sample : samples)
        array.append(QJsonObject{{QStringLiteral("process"), sample.process}, {QStringLiteral("held"), sample.held},
            {QStringLiteral("tried"), sample.tried}, {QStringLiteral("decrypted"), sample.opened}});
    return array;
}

QJsonObject factsToJson(const BackupFacts &facts)
{
    return {{QStringLiteral("organisation"), facts.organisation},
        {QStringLiteral("fingerprint"), facts.fingerprintWords.join(u' ')},
        {QStringLiteral("engine"), facts.ofServer ? QStringLiteral("postgresql") : QStringLiteral("sqlite")},
        {QStringLiteral("made_at"), isoTime(facts.madeAt)}, {QStringLiteral("made_by"), facts.madeBy},
        {QStringLiteral("bytes"), facts.bytes}};
}

/// The exit code says whether everything is as it must be, for schedules.
int tell(Command &command, const QJsonObject &document, const QList<ReportLine> &lines, bool isSound)
{
    if (command.wantsJson())
        command.printJson(document);
    for (const ReportLine &line : lines) {
        QTextStream &out = line.isFault ? command.err() : command.out();
        QString text = line.text;
        text.remove(QChar(0x2066)).remove(QChar(0x2069)); // marks of direction, for windows
        if (line.isFault || !command.wantsJson())
            out << line.label << ": " << text.replace(u'\n', QLatin1String("\n    ")) << '\n';
    }
    command.out().flush();
    command.err().flush();
    return isSound ? Done : Refused;
}

int tellRestored(Command &command, const RestoreReport &report)
{
    QJsonObject later;
    for (const LaterEntries &entries : report.later)
        later.insert(entries.actor, entries.entries);
    return tell(command,
        {{QStringLiteral("place"), report.place}, {QStringLiteral("backup"), factsToJson(report.facts)},
            {QStringLiteral("milliseconds"), report.milliseconds}, {QStringLiteral("rows"), rowsToJson(report.rows)},
            {QStringLiteral("rows_expected"), rowsToJson(report.rowsExpected)},
            {QStringLiteral("record"), recordToJson(report.record)}, {QStringLiteral("later_entries"), later},
            {QStringLiteral("keys_lent"),
                report.asked == RestoreReport::Operator::SignedIn      ? QJsonValue(true)
                    : report.asked == RestoreReport::Operator::Refused ? QJsonValue(false)
                                                                       : QJsonValue()},
            {QStringLiteral("numbers"), samplesToJson(report.samples)},
            {QStringLiteral("people"), QJsonArray::fromStringList(report.people)},
            {QStringLiteral("disabled"), report.disabled},
            {QStringLiteral("switches_without_login"), QJsonArray::fromStringList(report.switches)},
            {QStringLiteral("sound"), report.isSound()}},
        restoreLines(report, QTimeZone::systemTimeZone()), report.isSound());
}

/// Whoever lends his keys to the drill, when a password is given for him.
tl::expected<void, Ended> addOperator(Command &command, RestoreOrder &order)
{
    if (!command.isSet("user"))
        return {};
    const auto password = command.password();
    if (!password)
        return tl::unexpected(password.error());
    order.userName = command.value("user");
    order.password = *password;
    return {};
}

} // namespace

int runBackup(Command &command)
{
    addMaintenanceOptions(command);
    command.options().addOption({QStringLiteral("force"), QStringLiteral("replace a file that is there")});
    command.describe(QStringLiteral("FILE [--force] [--maintenance-user NAME] [--maintenance-password-fd N]"),
        QStringLiteral(
            "Backs the database up while it is in use, and verifies the backup: its rows, the record of "
            "deeds, and that numbers of which you hold the keys can be decrypted. Exits with 1 when "
            "something is not as it must be; with --force such a backup replaces nothing, but goes beside the file, "
            "as FILE.unsound.\nOf a server it takes a superuser's login for this run (password "
            "from --maintenance-password-fd, CALLVEIL_MAINTENANCE_PASSWORD or PGPASSWORD)."));
    if (const auto ends = command.parse(1, 1))
        return *ends;
    auto maintenance = command.maintenancePassword();
    if (!maintenance)
        return maintenance.error().code;
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    BackupOrder order{QFileInfo(command.arguments().front()).absoluteFilePath(), command.isSet("force"),
        command.value("maintenance-user"), std::move(*maintenance)};
    const auto progress = std::make_shared<BackupProgress>();
    StopSignals stop(command.err());
    const auto report =
        awaited(command, stop, BackupService(**workspace).create(std::move(order), progress), *progress);
    if (!report)
        return command.refuse(report.error());
    return tell(command,
        {{QStringLiteral("file"), report->file},
            {QStringLiteral("not_replaced"), report->kept.isEmpty() ? QJsonValue() : QJsonValue(report->kept)},
            {QStringLiteral("backup"), factsToJson(report->facts)}, {QStringLiteral("rows"), rowsToJson(report->rows)},
            {QStringLiteral("record"), recordToJson(report->record)},
            {QStringLiteral("numbers"), samplesToJson(report->samples)},
            {QStringLiteral("numbers_checked_in"),
                report->facts.ofServer ? QStringLiteral("snapshot") : QStringLiteral("copy")},
            {QStringLiteral("sound"), report->isSound()}},
        backupLines(*report, QTimeZone::systemTimeZone()), report->isSound());
}

int runRestore(Command &command)
{
    addMaintenanceOptions(command);
    command.options().addOption({QStringLiteral("to"),
        QStringLiteral("a new file, or postgresql://superuser@host:port/new_database"), QStringLiteral("PLACE")});
    command.describe(
        QStringLiteral("FILE --to PLACE [--user NAME] [--fingerprint WORDS] [--maintenance-password-fd N]"),
        QStringLiteral(
            "Makes a new database of a backup, never over one that is there, and reports what is in it. With "
            "--user it also tries whether numbers can be decrypted with his keys. On a server the "
            "database may have another name than before, also beside the original; it takes a superuser's "
            "login for this run (password from --maintenance-password-fd, CALLVEIL_MAINTENANCE_PASSWORD or "
            "PGPASSWORD). A computer that does not know the organisation wants its six words."));
    if (const auto ends = command.parse(1, 1))
        return *ends;
    if (!command.isSet("to"))
        return command.misuse(QStringLiteral("--to is missing"));
    RestoreOrder order;
    const auto place = DatabaseAddress::parse(command.value("to"));
    if (!place)
        return command.refuse(place.error());
    order.place = *place;
    if (order.place.user.isEmpty() || command.isSet("maintenance-user"))
        order.place.user = command.value("maintenance-user");
    order.fingerprintWords = command.value("fingerprint");
    auto maintenance = command.maintenancePassword();
    if (!maintenance)
        return maintenance.error().code;
    if (const auto added = addOperator(command, order); !added)
        return added.error().code;
    order.superuserPassword = std::move(*maintenance);
    order.file = QFileInfo(command.arguments().front()).absoluteFilePath();
    const auto progress = std::make_shared<BackupProgress>();
    StopSignals stop(command.err());
    const auto report =
        awaited(command, stop, RestoreService(command.local()).restore(std::move(order), progress), *progress);
    return report ? tellRestored(command, *report) : command.refuse(report.error());
}

} // namespace callveil
