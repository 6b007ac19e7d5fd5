// SPDX-License-Identifier: GPL-3.0-or-later
#include "report_output.h"

#include "domain/rating/money.h"
#include "domain/reports/report_rules.h"
#include "tables/reports/report_sheet.h"
#include "ui/texts/report_text.h"

#include <QJsonArray>

namespace callveil {

namespace {

QString isoDay(QDate day)
{
    return day.toString(Qt::ISODate);
}

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

/// Durations in seconds, shares in per cent; amounts as text, since many readers of JSON make floating point of
/// numbers.
QJsonValue valueOf(ReportColumn column, const std::optional<qint64> &value)
{
    if (!value)
        return QJsonValue::Null;
    switch (unitOf(column)) {
    case ReportUnit::Count:
        return *value;
    case ReportUnit::Milliseconds:
        return double(*value) / 1000;
    case ReportUnit::PerMille:
        return double(*value) / 10;
    case ReportUnit::Micros:
        return decimalText(*value);
    }
    return {};
}

void addFigures(QJsonObject &document, const std::vector<ReportColumn> &columns, const ReportFigures &figures)
{
    for (size_t i = 0; i < columns.size() && i < figures.size(); ++i)
        document.insert(reportColumnKey(columns[i]), valueOf(columns[i], figures[i]));
}

QJsonObject documentOf(const Report &report, const ReportRow &row)
{
    QJsonObject document;
    if (row.begins.isValid()) {
        const QDate ends = pieceEnd(row.begins, report.request.step, report.request.to);
        document.insert(QStringLiteral("begins"), isoDay(row.begins));
        document.insert(QStringLiteral("ends"), isoDay(ends));
        if (report.request.by != ReportBy::Nothing)
            document.insert(QStringLiteral("member"), orNull(row.member));
    }
    if (report.request.kind == ReportKind::Cost)
        document.insert(QStringLiteral("currency"), orNull(row.currency));
    addFigures(document, report.columns, row.figures);
    if (report.request.compares) {
        QJsonObject before;
        addFigures(before, report.columns, row.before);
        document.insert(QStringLiteral("before"), before);
    }
    return document;
}

QJsonObject documentOf(const Report &report, const QString &process)
{
    const ReportRequest &request = report.request;
    QJsonArray columns, rows, totals;
    for (const ReportColumn column : report.columns)
        columns.append(reportColumnKey(column));
    for (const ReportRow &row : report.rows)
        rows.append(documentOf(report, row));
    for (const ReportRow &row : report.totals)
        totals.append(documentOf(report, row));
    QJsonObject document{{QStringLiteral("report"), reportKindKey(request.kind)},
        {QStringLiteral("from"), isoDay(request.from)}, {QStringLiteral("to"), isoDay(request.to)},
        {QStringLiteral("step"), reportStepKey(request.step)}, {QStringLiteral("by"), reportByKey(request.by)},
        {QStringLiteral("process"), orNull(process)}, {QStringLiteral("columns"), columns},
        {QStringLiteral("rows"), rows}, {QStringLiteral("totals"), totals}};
    if (request.compares) {
        document.insert(QStringLiteral("before_from"), isoDay(report.beforeFrom));
        document.insert(QStringLiteral("before_to"), isoDay(report.beforeTo));
    }
    return document;
}

QString sortKey(DaySums::Sort sort)
{
    switch (sort) {
    case DaySums::Everything:
        break;
    case DaySums::Account:
        return QStringLiteral("account");
    case DaySums::Country:
        return QStringLiteral("country");
    case DaySums::Agent:
        return QStringLiteral("agent");
    }
    return QStringLiteral("all");
}

} // namespace

void printReport(Command &command, const Report &report, const QString &process)
{
    if (command.wantsJson())
        return command.printJson(documentOf(report, process));
    ReportWords words = reportWords();
    words.tellsChange = true;
    const ReportSheet sheet = reportSheet(report, words);
    command.out() << sheet.head.title << '\n' << sheet.head.note << "\n\n";
    QList<QStringList> rows;
    for (const QStringList &cells : sheet.rows) {
        QStringList row;
        for (const QString &cell : cells)
            row.append(harmless(cell));
        rows.append(row);
    }
    printTable(command.out(), sheet.head.titles(), rows);
    command.out().flush();
}

int printCheck(Command &command, const CheckedReports &checked)
{
    QJsonArray documents;
    QList<QStringList> rows;
    for (const OddDay &odd : checked.odd) {
        documents.append(QJsonObject{{QStringLiteral("process"), odd.process}, {QStringLiteral("day"), isoDay(odd.day)},
            {QStringLiteral("by"), sortKey(odd.sort)}, {QStringLiteral("member"), orNull(odd.member)}});
        rows.append({harmless(odd.process), isoDay(odd.day), sortKey(odd.sort), harmless(odd.member)});
    }
    const bool isEqual = checked.odd.empty();
    if (command.wantsJson())
        command.printJson({{QStringLiteral("equal"), isEqual}, {QStringLiteral("processes"), checked.processes},
            {QStringLiteral("rows"), checked.rows}, {QStringLiteral("differing"), documents}});
    else if (isEqual)
        command.out() << "Equal: every sum is that of its calls. Processes: " << checked.processes
                      << "; sums: " << checked.rows << ".\n";
    else
        printTable(command.out(),
            {QStringLiteral("Process"), QStringLiteral("Day"), QStringLiteral("By"), QStringLiteral("Member")}, rows);
    command.out().flush();
    if (!isEqual)
        command.err() << "callveilctl: these sums are not those of their calls\n";
    return isEqual ? Done : Refused;
}

} // namespace callveil
