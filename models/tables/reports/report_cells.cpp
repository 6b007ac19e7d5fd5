// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/reports/report_cells.h"

#include "domain/reports/report_rules.h"

#include <QLocale>

#include <cmath>
#include <limits>

namespace callveil {

namespace {

constexpr double perPoint = 10; // shares are in parts of a thousand

QString signedText(double tenths)
{
    const QLocale locale;
    const QString figure = locale.toString(std::abs(tenths) / 10, 'f', 1);
    if (tenths == 0)
        return figure;
    return tenths > 0 ? QString(locale.positiveSign() + figure) : QString(locale.negativeSign() + figure);
}

bool isShare(ReportColumn column)
{
    return unitOf(column) == ReportUnit::PerMille;
}

/// In per cent, of shares in percentage points; none where there is nothing to compare with.
std::optional<double> changeOf(
    ReportColumn column, const std::optional<qint64> &now, const std::optional<qint64> &before)
{
    if (!now || !before || (!isShare(column) && *before == 0))
        return std::nullopt;
    const auto difference = double(*now - *before);
    return isShare(column) ? difference / perPoint : difference * 100 / double(std::abs(*before));
}

} // namespace

std::optional<qint64> figureOf(const ReportFigures &figures, size_t column)
{
    return column < figures.size() ? figures[column] : std::nullopt;
}

void ReportCells::setReport(const Report &report)
{
    m_request = report.request;
    m_decimals = moneyDecimals(report);
}

TableCell ReportCells::piece(const ReportRow &row) const
{
    const QDate ends = pieceEnd(row.begins, m_request.step, m_request.to);
    return m_texts.cells.numberCell(m_texts.period(row.begins, ends, m_request.step), row.begins.toJulianDay());
}

TableCell ReportCells::member(const ReportRow &row) const
{
    return {m_texts.member(m_request.by, row.member)};
}

TableCell ReportCells::figure(ReportColumn column, const std::optional<qint64> &value, const QString &currency) const
{
    // A key also of what is empty: texts and numbers cannot be compared.
    if (!value)
        return {{}, {}, std::numeric_limits<qint64>::min()};
    return m_texts.cells.numberCell(m_texts.figure(column, *value, currency, m_decimals), *value);
}

TableCell ReportCells::change(
    ReportColumn column, const std::optional<qint64> &now, const std::optional<qint64> &before) const
{
    const auto change = changeOf(column, now, before);
    if (!change)
        return {{}, {}, -std::numeric_limits<double>::max()};
    return m_texts.cells.numberCell(changeText(column, now, before), *change);
}

QString changeText(ReportColumn column, const std::optional<qint64> &now, const std::optional<qint64> &before)
{
    const auto change = changeOf(column, now, before);
    if (!change)
        return {};
    const QString text = signedText(std::round(*change * 10));
    return isShare(column) ? ReportCells::tr("%1 points").arg(text) : QString(text + QChar::Nbsp + QLocale().percent());
}

} // namespace callveil
