// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "services/retention/held_service.h"
#include "services/retention/retention_service.h"

#include <QJsonArray>

namespace callveil {

namespace {

QString monthText(int month)
{
    return QStringLiteral("%1-%2").arg(month / 100).arg(month % 100, 2, 10, QLatin1Char('0'));
}

QJsonValue orNull(const std::optional<qint64> &ms)
{
    return ms ? QJsonValue(isoTime(*ms)) : QJsonValue();
}

QString orNothing(const std::optional<qint64> &ms)
{
    return ms ? isoTime(*ms) : QString();
}

int listRules(Command &command, RetentionService &service)
{
    const auto lines = service.states().result();
    if (!lines)
        return command.refuse(lines.error());
    QJsonArray documents;
    QList<QStringList> rows;
    for (const RetentionLine &line : *lines) {
        const RetentionState &state = line.state;
        const QString oldest = state.oldestMonth ? monthText(*state.oldestMonth) : QString();
        documents.append(QJsonObject{{QStringLiteral("process"), line.name}, {QStringLiteral("days"), state.rule.days},
            {QStringLiteral("legal_hold"), state.rule.isHeld() ? QJsonValue(state.rule.holdReason) : QJsonValue()},
            {QStringLiteral("oldest_month"), state.oldestMonth ? QJsonValue(oldest) : QJsonValue()},
            {QStringLiteral("due_at"), orNull(state.dueAt)}, {QStringLiteral("deleted_at"), orNull(state.shreddedAt)},
            {QStringLiteral("deleted"), state.shredded}});
        rows.append({line.name, QString::number(state.rule.days), state.rule.holdReason, oldest,
            state.rule.isHeld() ? QString() : orNothing(state.dueAt), orNothing(state.shreddedAt)});
    }
    if (command.wantsJson())
        command.printJson({{QStringLiteral("processes"), documents}});
    else
        printTable(command.out(),
            {QStringLiteral("Process"), QStringLiteral("Days"), QStringLiteral("Legal hold"), QStringLiteral("Oldest"),
                QStringLiteral("Due (UTC)"), QStringLiteral("Last deletion (UTC)")},
            rows);
    return Done;
}

int runDeletion(Command &command, RetentionService &service)
{
    const auto report = service.run(std::make_shared<RetentionProgress>()).result();
    if (!report)
        return command.refuse(report.error());
    command.tell({{QStringLiteral("numbers"), report->numbers}, {QStringLiteral("months"), report->months},
                     {QStringLiteral("log_emptied"), report->isGone}},
        QStringLiteral("Deleted. Numbers: %1; months: %2.%3")
            .arg(report->numbers)
            .arg(report->months)
            .arg(report->isGone ? QString()
                                : QStringLiteral(" Another program reads the database: the log beside it is emptied "
                                                 "when that has ended.")));
    return Done;
}

int changeRule(Command &command, const QString &what, Workspace &workspace)
{
    RetentionService service(workspace);
    const auto process = processNamed(workspace, command.arguments().at(1));
    if (!process)
        return command.refuse(process.error());
    const auto lines = service.states().result();
    if (!lines)
        return command.refuse(lines.error());
    RetentionRule seen;
    for (const RetentionLine &line : *lines)
        if (line.state.process == *process)
            seen = line.state.rule;
    RetentionRule wanted = seen;
    if (what == QLatin1String("set"))
        wanted.days = command.value("days").toInt();
    else
        wanted.holdReason = what == QLatin1String("hold") ? command.value("reason") : QString();
    if (const auto changed = service.change(*process, seen, wanted).result(); !changed)
        return command.refuse(changed.error());
    return listRules(command, service);
}

/// The usage that is wrong, or nothing.
QString misuseOf(const Command &command, const QString &what)
{
    const bool names = command.arguments().size() == 2;
    bool isNumber = false;
    static_cast<void>(command.value("days").toInt(&isNumber));
    if (what == QLatin1String("list") || what == QLatin1String("run"))
        return names ? QStringLiteral("%1 takes no PROCESS").arg(what) : QString();
    if (what != QLatin1String("set") && what != QLatin1String("hold") && what != QLatin1String("release"))
        return QStringLiteral("expected list, set, hold, release or run");
    if (!names)
        return QStringLiteral("%1 needs the name of a process").arg(what);
    if (what == QLatin1String("set") && !isNumber)
        return QStringLiteral("set needs --days N, a whole number");
    if (what == QLatin1String("hold") && command.value("reason").trimmed().isEmpty())
        return QStringLiteral("hold needs --reason TEXT; it is recorded");
    return {};
}

void addReason(Command &command)
{
    command.options().addOptions({
        {QStringLiteral("reason"), QStringLiteral("why; it is recorded"), QStringLiteral("TEXT")},
        {QStringLiteral("ticket"), QStringLiteral("the ticket that it is done for"), QStringLiteral("TEXT")},
    });
}

/// A signed-in workspace and the order of "held" and "erase"; or the exit code.
struct NumberRun {
    std::shared_ptr<Workspace> workspace;
    HeldOrder order;
    int code = Done;
};

NumberRun begin(Command &command, const QString &text)
{
    addReason(command);
    command.describe(QStringLiteral("--reason TEXT [--ticket TEXT] < +NUMBER"), text);
    if (const auto ends = command.parse(0, 0))
        return {{}, {}, *ends};
    if (command.value("reason").trimmed().isEmpty())
        return {{}, {}, command.misuse(QStringLiteral("--reason says why; it is recorded"))};
    QString number = QTextStream(stdin).readLine().trimmed();
    if (number.isEmpty())
        return {{}, {}, command.misuse(QStringLiteral("standard input gives no number"))};
    const auto workspace = command.signIn();
    if (!workspace)
        return {{}, {}, workspace.error().code};
    return {*workspace, {std::move(number), command.value("reason"), command.value("ticket")}, Done};
}

QJsonObject documentOf(const HeldReport::Line &line)
{
    const HeldLine &held = line.held;
    return {{QStringLiteral("process"), line.name}, {QStringLiteral("vault_copies"), held.numbers},
        {QStringLiteral("deleted_at"), orNull(held.dueAt)}, {QStringLiteral("agents"), held.agents},
        {QStringLiteral("bindings"), held.bindings}, {QStringLiteral("sessions"), held.sessions},
        {QStringLiteral("legs"), held.legs}, {QStringLiteral("first_call"), orNull(held.firstAt)},
        {QStringLiteral("last_call"), orNull(held.lastAt)}, {QStringLiteral("clear_legs"), held.clear},
        {QStringLiteral("recordings"), held.recordings},
        {QStringLiteral("legal_hold"), held.holdReason.isEmpty() ? QJsonValue() : QJsonValue(held.holdReason)}};
}

} // namespace

int runRetention(Command &command)
{
    command.options().addOptions({
        {QStringLiteral("days"), QStringLiteral("for set: how long after the end of a call's month"),
            QStringLiteral("N")},
        {QStringLiteral("reason"), QStringLiteral("for hold: why nothing may be deleted; it is recorded"),
            QStringLiteral("TEXT")},
    });
    command.describe(QStringLiteral("list | set PROCESS --days N | hold PROCESS --reason TEXT | release PROCESS | run"),
        QStringLiteral("How long real numbers are kept. \"run\" deletes what is due; it cannot be undone. Consoles of "
                       "those who manage security do so every hour."));
    if (const auto ends = command.parse(1, 2))
        return *ends;
    const QString what = command.arguments().front();
    if (const QString misuse = misuseOf(command, what); !misuse.isEmpty())
        return command.misuse(misuse);
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    RetentionService service(**workspace);
    if (what == QLatin1String("list"))
        return listRules(command, service);
    if (what == QLatin1String("run"))
        return runDeletion(command, service);
    return changeRule(command, what, **workspace);
}

int runHeld(Command &command)
{
    NumberRun run = begin(command,
        QStringLiteral("Reports what is stored of exactly one number, process by process, without printing it. The "
                       "report is recorded and limited."));
    if (!run.workspace)
        return run.code;
    const auto report = HeldService(*run.workspace).report(std::move(run.order)).result();
    if (!report)
        return command.refuse(report.error());
    QJsonArray documents;
    QList<QStringList> rows;
    for (const HeldReport::Line &line : report->lines) {
        const HeldLine &held = line.held;
        documents.append(documentOf(line));
        rows.append({line.name, QString::number(held.numbers), orNothing(held.dueAt), QString::number(held.sessions),
            orNothing(held.firstAt), orNothing(held.lastAt), QString::number(held.clear),
            QString::number(held.recordings), QString::number(held.bindings), QString::number(held.agents)});
    }
    if (command.wantsJson())
        command.printJson({{QStringLiteral("at"), isoTime(report->at)}, {QStringLiteral("held"), documents},
            {QStringLiteral("searched"), QJsonArray::fromStringList(report->searched)}});
    else
        printTable(command.out(),
            {QStringLiteral("Process"), QStringLiteral("In the vault"), QStringLiteral("Until (UTC)"),
                QStringLiteral("Sessions"), QStringLiteral("First (UTC)"), QStringLiteral("Last (UTC)"),
                QStringLiteral("In clear"), QStringLiteral("Recordings"), QStringLiteral("Bindings"),
                QStringLiteral("Agents")},
            rows);
    return Done;
}

int runErase(Command &command)
{
    NumberRun run = begin(command,
        QStringLiteral("Erases exactly one number for good: from the vault, and its digits from every call and "
                       "binding, masked ones too. Its bindings end. Lines of agents stay. It is recorded; a legal hold "
                       "refuses it."));
    if (!run.workspace)
        return run.code;
    const auto report = HeldService(*run.workspace).erase(std::move(run.order)).result();
    if (!report)
        return command.refuse(report.error());
    command.tell({{QStringLiteral("numbers"), report->numbers}, {QStringLiteral("legs"), report->legs},
                     {QStringLiteral("bindings"), report->bindings}, {QStringLiteral("processes"), report->processes}},
        QStringLiteral("Erased. Copies in the vault: %1; legs: %2; bindings: %3; processes: %4.")
            .arg(report->numbers)
            .arg(report->legs)
            .arg(report->bindings)
            .arg(report->processes));
    return Done;
}

} // namespace callveil
