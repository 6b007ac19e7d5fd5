// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/reports/report_points.h"

#include "domain/rating/money.h"
#include "domain/reports/report_rules.h"

#include <QHash>

#include <algorithm>

namespace callveil {

namespace {

constexpr double msPerSecond = 1000, milliPerCent = 10;

/// One bar in each category; nothing where it is not known.
struct Series {
    QString name;
    std::vector<std::optional<double>> values;
};

void add(std::optional<double> &sum, const std::optional<double> &value)
{
    if (value)
        sum = sum.value_or(0) + *value;
}

/// Draws one report.
class ReportPainter final {
    Q_DECLARE_TR_FUNCTIONS(ReportPicture)

public:
    ReportPainter(const Report &report, const ReportCellTexts &texts);

    [[nodiscard]] ReportPicture picture();

private:
    [[nodiscard]] std::optional<double> valueOf(const ReportFigures &figures, ReportColumn column) const;
    [[nodiscard]] bool isShown(const ReportRow &row) const { return !isMoney() || row.currency == m_picture.currency; }
    [[nodiscard]] bool isMoney() const { return unitOf(measure()) == ReportUnit::Micros; }
    /// Means and shares cannot be added up.
    [[nodiscard]] bool isSum() const { return isMoney() || unitOf(measure()) == ReportUnit::Count; }
    [[nodiscard]] ReportColumn measure() const { return m_measures.front(); }
    [[nodiscard]] QString unit() const;
    [[nodiscard]] QString nameOf(const QString &member) const;
    void chooseCurrency();
    void chooseMembers(size_t most);
    /// Empty series for what is to be drawn side by side.
    [[nodiscard]] std::vector<Series> sideBySide(size_t categories) const;
    /// What sideBySide() names, of one row.
    void addRow(const ReportRow &row, size_t category, std::vector<Series> &series) const;
    void drawPieces();
    void drawMembers();
    void take(const QStringList &categories, const std::vector<Series> &series);

    const Report &m_report;
    const ReportCellTexts &m_texts;
    std::vector<ReportColumn> m_measures;
    QHash<QString, size_t> m_places; ///< of the members that are drawn; the others have that of all others
    QStringList m_names; ///< of these places
    ReportPicture m_picture;
};

ReportPainter::ReportPainter(const Report &report, const ReportCellTexts &texts)
    : m_report(report), m_texts(texts), m_measures(measuresOf(report.request.kind))
{
    m_picture.measure = measure();
}

std::optional<double> ReportPainter::valueOf(const ReportFigures &figures, ReportColumn column) const
{
    const auto found = std::find(m_report.columns.begin(), m_report.columns.end(), column);
    const auto figure = figureOf(figures, size_t(found - m_report.columns.begin()));
    if (!figure)
        return std::nullopt;
    switch (unitOf(column)) {
    case ReportUnit::Count:
        return double(*figure);
    case ReportUnit::Milliseconds:
        return double(*figure) / msPerSecond;
    case ReportUnit::PerMille:
        return double(*figure) / milliPerCent;
    case ReportUnit::Micros:
        return double(*figure) / Money::perUnit;
    }
    return std::nullopt;
}

QString ReportPainter::unit() const
{
    switch (unitOf(measure())) {
    case ReportUnit::Count:
        return {};
    case ReportUnit::Milliseconds:
        return tr("s");
    case ReportUnit::PerMille:
        return QStringLiteral("%");
    case ReportUnit::Micros:
        return m_picture.currency;
    }
    return {};
}

QString ReportPainter::nameOf(const QString &member) const
{
    return m_texts.member(m_report.request.by, member);
}

void ReportPainter::chooseCurrency()
{
    if (!isMoney())
        return;
    double largest = -1;
    int currencies = 0;
    for (const ReportRow &row : m_report.totals) {
        currencies += int(!row.currency.isEmpty());
        const double sum = valueOf(row.figures, measure()).value_or(0);
        if (row.currency.isEmpty() || sum <= largest)
            continue;
        largest = sum;
        m_picture.currency = row.currency;
    }
    m_picture.hasOtherCurrencies = currencies > 1;
}

/// The largest get places of their own; what is a sum of the others shares the last one.
void ReportPainter::chooseMembers(size_t most)
{
    QHash<QString, double> sizes;
    for (const ReportRow &row : m_report.rows)
        if (isShown(row)) {
            const double value = valueOf(row.figures, measure()).value_or(0);
            double &size = sizes[row.member];
            size = isSum() ? size + value : std::max(size, value);
        }
    QStringList members = sizes.keys();
    std::sort(members.begin(), members.end(), [&](const QString &left, const QString &right) {
        return sizes[left] != sizes[right] ? sizes[left] > sizes[right] : left < right;
    });
    const bool areTooMany = size_t(members.size()) > most;
    const size_t shown = areTooMany && isSum() ? most - 1 : std::min(most, size_t(members.size()));
    for (size_t place = 0; place < shown; ++place) {
        m_places.insert(members[qsizetype(place)], place);
        m_names.append(nameOf(members[qsizetype(place)]));
    }
    if (!areTooMany)
        return;
    m_picture.membersLeft = int(members.size()) - int(shown);
    if (isSum())
        m_names.append(tr("Others"));
}

std::vector<Series> ReportPainter::sideBySide(size_t categories) const
{
    std::vector<Series> series;
    const std::vector<std::optional<double>> none(categories);
    if (m_report.request.compares)
        return {{m_texts.column(measure()), none}, {tr("Before"), none}};
    for (const ReportColumn column : m_measures)
        series.push_back({m_texts.column(column), none});
    return series;
}

void ReportPainter::addRow(const ReportRow &row, size_t category, std::vector<Series> &series) const
{
    for (size_t place = 0; place < series.size(); ++place) {
        const bool isBefore = m_report.request.compares && place == 1;
        add(series[place].values[category],
            isBefore ? valueOf(row.before, measure()) : valueOf(row.figures, m_measures[place]));
    }
}

void ReportPainter::drawPieces()
{
    const ReportRequest &request = m_report.request;
    std::vector<QDate> pieces = piecesOf(request.from, request.to, request.step);
    m_picture.piecesLeft = std::max(0, int(pieces.size()) - ReportPicture::mostPieces);
    pieces.erase(pieces.begin(), pieces.begin() + m_picture.piecesLeft);
    // Upright bars stand beside each other: there is room for short names.
    const ReportStep named = request.step == ReportStep::Week ? ReportStep::Day : request.step;
    QStringList categories;
    QHash<QDate, size_t> places;
    for (const QDate piece : pieces) {
        places.insert(piece, size_t(categories.size()));
        categories.append(m_texts.period(piece, pieceEnd(piece, named, request.to), named));
    }
    const bool isGrouped = request.by != ReportBy::Nothing;
    std::vector<Series> series;
    if (isGrouped)
        chooseMembers(ReportPicture::mostSeries);
    else
        series = sideBySide(pieces.size());
    for (const QString &name : std::as_const(m_names))
        series.push_back({name, std::vector<std::optional<double>>(pieces.size())});
    for (const ReportRow &row : m_report.rows) {
        const auto piece = places.constFind(row.begins);
        const size_t place = isGrouped ? m_places.value(row.member, size_t(m_places.size())) : 0;
        if (piece == places.constEnd() || !isShown(row))
            continue;
        if (!isGrouped)
            addRow(row, *piece, series);
        else if (place < series.size())
            add(series[place].values[*piece], valueOf(row.figures, measure()));
    }
    m_picture.leavesComparison = isGrouped && request.compares;
    take(categories, series);
}

void ReportPainter::drawMembers()
{
    chooseMembers(ReportPicture::mostMembers);
    std::vector<Series> series = sideBySide(size_t(m_names.size()));
    for (const ReportRow &row : m_report.rows)
        if (const size_t place = m_places.value(row.member, size_t(m_places.size()));
            isShown(row) && place < size_t(m_names.size()))
            addRow(row, place, series);
    take(m_names, series);
}

/// Of sums nothing is 0; of means and shares it is not known, and has no bar.
void ReportPainter::take(const QStringList &categories, const std::vector<Series> &series)
{
    BarPoints &points = m_picture.points;
    points.unit = unit();
    points.values.resize(series.size());
    for (const Series &each : series)
        points.names.append(each.name);
    for (size_t category = 0; category < size_t(categories.size()); ++category) {
        const bool isKnown = std::any_of(
            series.begin(), series.end(), [&](const Series &each) { return each.values[category].has_value(); });
        if (!isKnown && !isSum())
            continue;
        points.categories.append(categories[qsizetype(category)]);
        for (size_t place = 0; place < series.size(); ++place) {
            points.values[place].push_back(series[place].values[category].value_or(0));
            m_picture.isEmpty = m_picture.isEmpty && points.values[place].back() == 0;
        }
    }
}

ReportPicture ReportPainter::picture()
{
    chooseCurrency();
    m_picture.lies = m_report.request.step == ReportStep::Whole;
    if (m_picture.lies && m_report.request.by != ReportBy::Nothing)
        drawMembers();
    else
        drawPieces();
    return m_picture;
}

} // namespace

std::vector<ReportColumn> measuresOf(ReportKind kind)
{
    switch (kind) {
    case ReportKind::MaskedCalls:
        return {ReportColumn::MaskedCalls, ReportColumn::Calls};
    case ReportKind::AverageDuration:
        return {ReportColumn::AverageTalk};
    case ReportKind::PoolUtilisation:
        return {ReportColumn::Utilisation};
    case ReportKind::Cost:
        return {ReportColumn::Cost};
    case ReportKind::AgentActivity:
        return {ReportColumn::Calls};
    case ReportKind::LateCallbacks:
        return {ReportColumn::LateCalls};
    case ReportKind::Reveals:
        return {ReportColumn::Granted, ReportColumn::Denied};
    case ReportKind::OptOuts:
        return {ReportColumn::OptOuts};
    }
    return {ReportColumn::Calls};
}

ReportPicture reportPicture(const Report &report, const ReportCellTexts &texts)
{
    return ReportPainter(report, texts).picture();
}

} // namespace callveil
