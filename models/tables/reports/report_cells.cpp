// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/reports/report_cells.h"

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

} // namespace

std::optional<qint64> figureOf(const ReportFigures &figures, size_t column)
{
    return column < figures.size() ? figures[column] : std::nullopt;
}

TableCell ReportCells::piece(const ReportRow &row, ReportStep step) const
{
    return m_texts.cells.numberCell(m_texts.period(row.begins, step), row.begins.toJulianDay());
}

TableCell ReportCells::member(const ReportRow &row, ReportBy by) const
{
    return {m_texts.member(by, row.member)};
}

TableCell ReportCells::figure(ReportColumn column, const std::optional<qint64> &value, const QString &currency) const
{
    // A key also of what is empty: texts and numbers cannot be compared.
    if (!value)
        return {{}, {}, std::numeric_limits<qint64>::min()};
    return m_texts.cells.numberCell(m_texts.figure(column, *value, currency), *value);
}

TableCell ReportCells::change(
    ReportColumn column, const std::optional<qint64> &now, const std::optional<qint64> &before) const
{
    const bool isShare = unitOf(column) == ReportUnit::PerMille;
    if (!now || !before || (!isShare && *before == 0))
        return {{}, {}, -std::numeric_limits<double>::max()};
    const auto difference = double(*now - *before);
    const double change = isShare ? difference / perPoint : difference * 100 / double(std::abs(*before));
    const double tenths = std::round(change * 10);
    const QString text = isShare ? tr("%1 points").arg(signedText(tenths))
                                 : QString(signedText(tenths) + QChar::Nbsp + QLocale().percent());
    return m_texts.cells.numberCell(text, change);
}

} // namespace callveil
