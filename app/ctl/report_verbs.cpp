// SPDX-License-Identifier: GPL-3.0-or-later
#include "report_output.h"
#include "sheet_options.h"
#include "stop_signals.h"

#include "domain/number/free_text.h"
#include "domain/reports/report_rules.h"
#include "services/reports/report_export_service.h"
#include "tables/reports/report_sheet.h"
#include "ui/texts/report_text.h"

namespace callveil {

namespace {

constexpr int mostDaysByDay = 62;

template <typename Value, size_t Count>
QString keysOf(const std::array<Value, Count> &values, QString (*keyOf)(Value))
{
    QStringList keys;
    for (const Value value : values)
        keys.append(keyOf(value));
    return keys.join(QStringLiteral(", "));
}

tl::unexpected<Error> unknown(const char *field, const QString &given, const QString &fits)
{
    return fail(ErrorCode::Invalid, Fault::ChoiceUnknown, {QLatin1String(field), quotable(given), fits});
}

Result<std::optional<QDate>> dayOption(const Command &command, const char *option)
{
    if (!command.isSet(option))
        return std::optional<QDate>();
    constexpr qsizetype length = 10; // Qt's reader ignores what stands behind a day
    const QDate day = QDate::fromString(command.value(option), Qt::ISODate);
    if (!day.isValid() || command.value(option).size() != length)
        return unknown(option, command.value(option), QStringLiteral("YYYY-MM-DD"));
    return std::optional(day);
}

Result<std::pair<QDate, QDate>> daysOf(const QString &period, QDate today)
{
    const QDate month(today.year(), today.month(), 1);
    if (period == QLatin1String("today"))
        return std::pair(today, today);
    if (period == QLatin1String("yesterday"))
        return std::pair(today.addDays(-1), today.addDays(-1));
    if (period == QLatin1String("last-7-days"))
        return std::pair(today.addDays(-6), today);
    if (period == QLatin1String("last-30-days"))
        return std::pair(today.addDays(-29), today);
    if (period == QLatin1String("this-month"))
        return std::pair(month, today);
    if (period == QLatin1String("last-month"))
        return std::pair(month.addMonths(-1), month.addDays(-1));
    return unknown(
        "period", period, QStringLiteral("today, yesterday, last-7-days, last-30-days, this-month, last-month"));
}

/// As --from and --to say, else --period, else the last 30 days.
Result<void> readDays(const Command &command, ReportService &service, ReportRequest &request)
{
    const auto from = dayOption(command, "from");
    const auto to = dayOption(command, "to");
    if (!from)
        return failed(from);
    if (!to)
        return failed(to);
    const auto today = service.today().result();
    if (!today)
        return failed(today);
    if (*from || *to) {
        request.to = to->value_or(*today);
        request.from = from->value_or(request.to.addDays(-29));
        if (!*to && request.from > *today) // what was not given is not at fault
            return unknown(
                "from", request.from.toString(Qt::ISODate), QStringLiteral("… %1").arg(today->toString(Qt::ISODate)));
        return {};
    }
    const auto days =
        daysOf(command.isSet("period") ? command.value("period") : QStringLiteral("last-30-days"), *today);
    if (!days)
        return failed(days);
    std::tie(request.from, request.to) = *days;
    return {};
}

/// What is not said: agents for their activity; days of a short period, when nothing has rows of its own.
Result<void> readShape(const Command &command, ReportRequest &request)
{
    request.by = request.kind == ReportKind::AgentActivity ? ReportBy::Agent : ReportBy::Nothing;
    if (command.isSet("by")) {
        const auto by = reportByFromKey(command.value("by"));
        if (!by)
            return unknown("by", command.value("by"), groupKeys(request.kind));
        request.by = *by;
    }
    const bool isShort = request.from.daysTo(request.to) < mostDaysByDay;
    request.step = request.by != ReportBy::Nothing ? ReportStep::Whole : isShort ? ReportStep::Day : ReportStep::Month;
    if (command.isSet("step")) {
        const auto step = reportStepFromKey(command.value("step"));
        if (!step)
            return unknown("step", command.value("step"), keysOf(allReportSteps, &reportStepKey));
        request.step = *step;
    }
    request.compares = command.isSet("compare");
    return {};
}

Result<ReportRequest> requestOf(Command &command, Workspace &workspace, ReportService &service)
{
    ReportRequest request;
    const QString key = command.arguments().front();
    const auto kind = reportKindFromKey(key);
    if (!kind)
        return unknown("report", key, keysOf(allReportKinds, &reportKindKey));
    request.kind = *kind;
    if (const auto days = readDays(command, service, request); !days)
        return failed(days);
    if (const auto shape = readShape(command, request); !shape)
        return failed(shape);
    if (command.isSet("process")) {
        const auto process = processNamed(workspace, command.value("process"));
        if (!process)
            return failed(process);
        request.process = *process;
    }
    return request;
}

int writeReport(Command &command, Workspace &workspace, const Report &report, SheetFormat format)
{
    ReportSheet sheet = reportSheetFor(format, report, reportWords());
    ReportExportOrder order{
        report.request.kind, std::move(sheet.head), std::move(sheet.rows), command.value("output"), format};
    const auto progress = std::make_shared<ReportExportProgress>();
    StopSignals stop(command.err());
    const auto rows =
        stop.answerOf(ReportExportService(workspace).write(std::move(order), progress), progress->cancelled);
    if (!rows)
        return command.refuse(rows.error());
    command.tell({{QStringLiteral("rows"), *rows}}, QStringLiteral("Rows written: %1.").arg(*rows));
    return Done;
}

int check(Command &command, Workspace &workspace)
{
    const auto from = dayOption(command, "from");
    const auto to = dayOption(command, "to");
    if (!from || !to)
        return command.refuse(from ? to.error() : from.error());
    const auto checked = ReportCheck(workspace).run(*from, *to, std::make_shared<ReportCheckProgress>()).result();
    return checked ? printCheck(command, *checked) : command.refuse(checked.error());
}

void addOptions(Command &command)
{
    command.options().addOptions({
        {QStringLiteral("from"), QStringLiteral("from this day on, YYYY-MM-DD"), QStringLiteral("DATE")},
        {QStringLiteral("to"), QStringLiteral("up to and with this day; today if left out"), QStringLiteral("DATE")},
        {QStringLiteral("period"),
            QStringLiteral("today, yesterday, last-7-days, last-30-days (if left out), this-month or last-month"),
            QStringLiteral("PERIOD")},
        {QStringLiteral("step"), QStringLiteral("rows for each day, week or month, or for the whole period"),
            QStringLiteral("STEP")},
        {QStringLiteral("by"),
            QStringLiteral("rows for each process, campaign, project, account, country or agent; pool; person; brand"),
            QStringLiteral("GROUP")},
        {QStringLiteral("process"), QStringLiteral("only this process"), QStringLiteral("NAME")},
        {QStringLiteral("compare"), QStringLiteral("with the period before")},
        {QStringLiteral("check"), QStringLiteral("add up every call again, and compare")},
        {QStringLiteral("output"), QStringLiteral("write it to this file; it is recorded"), QStringLiteral("FILE")},
    });
    addSheetOptions(command, QStringLiteral("with --output: "));
    command.describe(
        QStringLiteral("KIND [--period PERIOD | --from DATE --to DATE] [--step STEP] [--by GROUP] [--process NAME]\n"
                       "    [--compare] [--output FILE [--format xlsx|csv|pdf] [--force]] |\n"
                       "  --check [--from DATE] [--to DATE]"),
        QStringLiteral("Sums of what happened in your processes. KIND is %1. A call is of the day on which it began in "
                       "its process's time zone; pools, late callbacks, reveals and opt-outs go by days of UTC. Legs "
                       "without a rate are counted, and are in no sum of money. With --json, durations are seconds, "
                       "shares per cent, and amounts texts. --check says whether the sums are those of the calls; the "
                       "exit code is 1 when some are not.")
            .arg(keysOf(allReportKinds, &reportKindKey)));
}

/// What is wrong with the arguments and options; empty when nothing is.
QString misused(const Command &command)
{
    const bool isCheck = command.isSet("check");
    if (isCheck != command.arguments().isEmpty())
        return isCheck ? QStringLiteral("--check takes no report") : QStringLiteral("which report is missing");
    if (isCheck)
        for (const char *option : {"period", "step", "by", "process", "compare", "output", "format", "force"})
            if (command.isSet(option))
                return QStringLiteral("--%1 has no meaning with --check").arg(QLatin1String(option));
    if (command.isSet("period") && (command.isSet("from") || command.isSet("to")))
        return QStringLiteral("--period stands for --from and --to");
    if (!command.isSet("output"))
        for (const char *option : {"format", "force"})
            if (command.isSet(option))
                return QStringLiteral("--%1 needs --output FILE").arg(QLatin1String(option));
    return {};
}

} // namespace

int runReport(Command &command)
{
    addOptions(command);
    if (const auto ends = command.parse(0, 1))
        return *ends;
    if (const QString wrong = misused(command); !wrong.isEmpty())
        return command.misuse(wrong);
    SheetFormat format = SheetFormat::Xlsx;
    if (command.isSet("output")) {
        const auto chosen = sheetFormatOf(command, command.value("output"));
        if (!chosen)
            return chosen.error();
        format = *chosen;
    }
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    if (command.isSet("check"))
        return check(command, **workspace);
    ReportService service(**workspace);
    const auto request = requestOf(command, **workspace, service);
    if (!request)
        return command.refuse(request.error());
    const auto report = service.run(*request).result();
    if (!report)
        return command.refuse(report.error());
    if (command.isSet("output"))
        return writeReport(command, **workspace, *report, format);
    printReport(command, *report, command.value("process"));
    return Done;
}

} // namespace callveil
