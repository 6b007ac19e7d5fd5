// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/reports/report_sheet.h"

#include "domain/rating/money.h"
#include "domain/reports/report_rules.h"
#include "tables/reports/report_cells.h"

#include <algorithm>

namespace callveil {

namespace {

QString isoDay(QDate day)
{
    return day.toString(Qt::ISODate);
}

/// What is longer than a day as ISO 8601 writes an interval.
QString plainPiece(QDate begins, QDate ends, ReportStep step)
{
    return step == ReportStep::Day ? isoDay(begins) : isoDay(begins) + u'/' + isoDay(ends);
}

QString plainMember(ReportBy, const QString &member)
{
    return member;
}

QString plainFigureOf(ReportColumn column, qint64 value, const QString &, int)
{
    return plainFigure(column, value);
}

QString plainSpan(QDate from, QDate to)
{
    return QStringLiteral("%1 - %2").arg(isoDay(from), isoDay(to));
}

QString noDays(ReportKind)
{
    return {};
}

ReportWords plainWords()
{
    return {&reportKindKey, &plainSpan, &noDays, &reportColumnKey, &reportByKey, &plainMember, &plainFigureOf,
        &plainPiece, QStringLiteral("period"), QStringLiteral("currency"), QStringLiteral("%1_before"),
        QStringLiteral("compared with %1"), QStringLiteral("total")};
}

/// Lays a report out.
class Sheet final {
public:
    Sheet(const Report &report, const ReportWords &words)
        : m_report(report), m_words(words), m_decimals(moneyDecimals(report))
    {
        m_hasMember = report.request.by != ReportBy::Nothing;
        m_hasMoney = std::any_of(report.columns.begin(), report.columns.end(),
            [](ReportColumn column) { return unitOf(column) == ReportUnit::Micros; });
    }

    [[nodiscard]] SheetHead head() const;
    [[nodiscard]] QStringList cells(const ReportRow &row) const;

private:
    [[nodiscard]] QString piece(QDate begins) const;
    [[nodiscard]] QString before(const ReportRow &row, size_t place) const;
    [[nodiscard]] QString figure(ReportColumn column, const ReportFigures &figures, size_t place) const;

    const Report &m_report;
    const ReportWords &m_words;
    bool m_hasMember = false, m_hasMoney = false;
    int m_decimals;
};

SheetHead Sheet::head() const
{
    const ReportRequest &request = m_report.request;
    QString note = m_words.span(request.from, request.to);
    if (request.compares)
        note += QStringLiteral(", ") + m_words.comparedWith.arg(m_words.span(m_report.beforeFrom, m_report.beforeTo));
    if (const QString days = m_words.days(request.kind); !days.isEmpty())
        note += QStringLiteral(". ") + days;
    SheetHead head{m_words.title(request.kind), note, {{m_words.period}}};
    if (m_hasMember)
        head.columns.push_back({m_words.group(request.by)});
    if (m_hasMoney)
        head.columns.push_back({m_words.currency});
    for (const ReportColumn column : m_report.columns) {
        head.columns.push_back({m_words.column(column), true});
        if (request.compares)
            head.columns.push_back({m_words.before.arg(m_words.column(column)), true});
    }
    return head;
}

QString Sheet::figure(ReportColumn column, const ReportFigures &figures, size_t place) const
{
    const auto value = figureOf(figures, place);
    return value ? m_words.figure(column, *value, {}, m_decimals) : QString(); // the currency has a column
}

QString Sheet::piece(QDate begins) const
{
    const ReportRequest &request = m_report.request;
    return m_words.piece(begins, pieceEnd(begins, request.step, request.to), request.step);
}

QString Sheet::before(const ReportRow &row, size_t place) const
{
    const ReportColumn column = m_report.columns[place];
    const QString before = figure(column, row.before, place);
    const QString change =
        m_words.tellsChange ? changeText(column, figureOf(row.figures, place), figureOf(row.before, place)) : QString();
    return change.isEmpty() ? before : QStringLiteral("%1 (%2)").arg(before, change);
}

QStringList Sheet::cells(const ReportRow &row) const
{
    QStringList cells{row.begins.isValid() ? piece(row.begins) : m_words.total};
    if (m_hasMember)
        cells.append(row.begins.isValid() ? m_words.member(m_report.request.by, row.member) : QString());
    if (m_hasMoney)
        cells.append(row.currency);
    for (size_t i = 0; i < m_report.columns.size(); ++i) {
        cells.append(figure(m_report.columns[i], row.figures, i));
        if (m_report.request.compares)
            cells.append(before(row, i));
    }
    return cells;
}

} // namespace

ReportSheet reportSheet(const Report &report, const ReportWords &words)
{
    const Sheet layout(report, words);
    ReportSheet sheet{layout.head(), {}};
    sheet.rows.reserve(report.rows.size() + report.totals.size());
    for (const auto *rows : {&report.rows, &report.totals})
        for (const ReportRow &row : *rows)
            sheet.rows.push_back(layout.cells(row));
    return sheet;
}

ReportSheet reportSheetFor(SheetFormat format, const Report &report, const ReportWords &words)
{
    ReportWords used = format == SheetFormat::Csv ? plainWords() : words;
    used.tellsChange = format == SheetFormat::Pdf; // programs and workbooks compare figures themselves
    ReportSheet sheet = reportSheet(report, used);
    if (format != SheetFormat::Pdf) { // pages have a line for it
        const QString zone = isOfProcesses(report.request.kind) ? used.processZone : QStringLiteral("UTC");
        QString &title = sheet.head.columns.front().title;
        title = QStringLiteral("%1 (%2)").arg(title, zone);
    }
    sheet.head.page = words.page;
    return sheet;
}

QString plainFigure(ReportColumn column, const std::optional<qint64> &value)
{
    if (!value)
        return {};
    switch (unitOf(column)) {
    case ReportUnit::Count:
        return QString::number(*value);
    case ReportUnit::Milliseconds:
        return QString::number(double(*value) / 1000, 'f', *value % 1000 == 0 ? 0 : 3);
    case ReportUnit::PerMille:
        return QString::number(double(*value) / 10, 'f', 1);
    case ReportUnit::Micros:
        return decimalText(*value);
    }
    return {};
}

} // namespace callveil
