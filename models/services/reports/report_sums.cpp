// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/reports/report_sums.h"

#include "domain/reports/report_rules.h"

#include <algorithm>
#include <set>

namespace callveil {

namespace {

constexpr qint64 thousand = 1000;

/// Rounded to the next one; nothing when there is nothing to divide by.
std::optional<qint64> divided(qint64 dividend, qint64 divisor)
{
    return divisor == 0 ? std::nullopt : std::optional((2 * dividend + divisor) / (2 * divisor));
}

std::optional<qint64> share(qint64 part, qint64 whole)
{
    return divided(part * thousand, whole);
}

qint64 ratedLegs(const MemberSums &sums)
{
    qint64 legs = 0;
    for (const auto &[currency, charged] : sums.charges)
        legs += charged[0].legs;
    return legs;
}

std::optional<qint64> moneyOf(const MemberSums &sums, ReportColumn column, const QString &currency)
{
    const auto found = sums.charges.find(currency);
    const auto charged = found == sums.charges.end() ? std::array<ChargedLegs, 2>() : found->second;
    if (column == ReportColumn::RatedLegs)
        return charged[0].legs;
    const ChargedLegs &list = charged[column == ReportColumn::Cost ? 0 : 1];
    return list.legs == 0 ? std::nullopt : std::optional(list.micros);
}

std::optional<qint64> poolFigure(const PoolMeans &pools, ReportColumn column)
{
    if (!pools.isMeasured)
        return std::nullopt;
    switch (column) {
    case ReportColumn::PoolNumbers:
        return divided(pools.numbers, thousand);
    case ReportColumn::BoundNumbers:
        return divided(pools.bound, thousand);
    case ReportColumn::Utilisation:
        return pools.numbers == 0 ? std::nullopt
                                  : std::optional(std::min(thousand, *share(pools.taken, pools.numbers)));
    default:
        return std::min(thousand, pools.peak);
    }
}

std::optional<qint64> callFigure(const CallSums &calls, ReportColumn column)
{
    switch (column) {
    case ReportColumn::Calls:
        return calls.calls;
    case ReportColumn::AnsweredCalls:
        return calls.answered;
    case ReportColumn::AnsweredShare:
        return share(calls.answered, calls.calls);
    case ReportColumn::MaskedCalls:
        return calls.masked;
    case ReportColumn::MaskedShare:
        return share(calls.masked, calls.calls);
    case ReportColumn::Legs:
        return calls.legs;
    case ReportColumn::TalkTime:
        return calls.talkSeconds * thousand;
    case ReportColumn::AverageTalk:
        return divided(calls.talkSeconds * thousand, calls.answered);
    default:
        return calls.billableSeconds * thousand;
    }
}

ReportFigures figuresOf(const MemberSums &sums, ReportKind kind, const QString &currency, bool isFirst)
{
    ReportFigures figures;
    for (const ReportColumn column : columnsOf(kind))
        figures.push_back(figureOf(sums, column, currency, isFirst));
    return figures;
}

const MemberSums *sumsAt(const ReportSums *sums, const std::pair<int, QString> &place)
{
    const auto found = sums ? sums->find(place) : ReportSums::const_iterator();
    return !sums || found == sums->end() ? nullptr : &found->second;
}

/// Of now and before, so that counts stand in the same row; one that is empty where there is none.
std::set<QString> currenciesOf(const MemberSums *now, const MemberSums *before)
{
    std::set<QString> currencies;
    for (const MemberSums *sums : {now, before})
        if (sums)
            for (const auto &[currency, charged] : sums->charges)
                currencies.insert(currency);
    if (currencies.empty())
        currencies.insert(QString());
    return currencies;
}

} // namespace

void MemberSums::add(const MemberSums &more)
{
    add(more.calls);
    for (const auto &[currency, lists] : more.charges)
        for (size_t list = 0; list < lists.size(); ++list) {
            charges[currency][list].legs += lists[list].legs;
            charges[currency][list].micros += lists[list].micros;
        }
    lateCalls += more.lateCalls;
    granted += more.granted;
    denied += more.denied;
    numbers += more.numbers;
    optOuts += more.optOuts;
}

void MemberSums::add(const CallSums &more)
{
    calls.calls += more.calls;
    calls.answered += more.answered;
    calls.masked += more.masked;
    calls.legs += more.legs;
    calls.talkSeconds += more.talkSeconds;
    calls.billableSeconds += more.billableSeconds;
}

void MemberSums::add(const PoolSumsOf &samples)
{
    pools.isMeasured = true;
    pools.numbers += samples.numbers * thousand / samples.samples;
    pools.bound += samples.bound * thousand / samples.samples;
    pools.taken += samples.taken * thousand / samples.samples;
    pools.peak = std::max(pools.peak, samples.peak);
}

std::optional<qint64> figureOf(const MemberSums &sums, ReportColumn column, const QString &currency, bool isFirst)
{
    switch (column) {
    case ReportColumn::RatedLegs:
    case ReportColumn::Cost:
    case ReportColumn::Recharge:
        return moneyOf(sums, column, currency);
    case ReportColumn::UnratedLegs:
        return isFirst ? std::optional(sums.calls.legs - ratedLegs(sums)) : std::nullopt;
    case ReportColumn::PoolNumbers:
    case ReportColumn::BoundNumbers:
    case ReportColumn::Utilisation:
    case ReportColumn::PeakUtilisation:
        return poolFigure(sums.pools, column);
    case ReportColumn::LateCalls:
        return sums.lateCalls;
    case ReportColumn::Granted:
        return sums.granted;
    case ReportColumn::Denied:
        return sums.denied;
    case ReportColumn::Persons:
        return sums.numbers;
    case ReportColumn::OptOuts:
        return sums.optOuts;
    default:
        return isFirst ? callFigure(sums.calls, column) : std::nullopt;
    }
}

std::vector<ReportRow> rowsOf(const ReportRequest &request, const std::vector<QDate> &pieces, const ReportSums &sums,
    const ReportSums *before, int piecesBefore)
{
    static const MemberSums nothing;
    std::set<std::pair<int, QString>> places;
    for (const auto &[place, member] : sums)
        places.insert(place);
    if (before)
        for (const auto &[place, member] : *before)
            if (place.first < int(pieces.size()))
                places.insert(place);
    if (request.by == ReportBy::Nothing)
        for (int piece = 0; piece < int(pieces.size()); ++piece)
            places.insert({piece, QString()});
    std::vector<ReportRow> rows;
    for (const auto &place : places) {
        const MemberSums *now = sumsAt(&sums, place);
        const MemberSums *then = sumsAt(before, place);
        bool isFirst = true;
        for (const QString &currency : currenciesOf(now, then)) {
            ReportRow row{pieces[size_t(place.first)], place.second, currency,
                figuresOf(now ? *now : nothing, request.kind, currency, isFirst), {}};
            if (before)
                row.before = place.first < piecesBefore
                    ? figuresOf(then ? *then : nothing, request.kind, currency, isFirst)
                    : ReportFigures(row.figures.size());
            rows.push_back(std::move(row));
            isFirst = false;
        }
    }
    return rows;
}

} // namespace callveil
