// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/rating/rate_table.h"

#include "domain/base/stable_keys.h"

#include <algorithm>

namespace callveil {

namespace {

/// Without the +.
QStringView digitsOf(const QString &prefix)
{
    return QStringView(prefix).mid(prefix.startsWith(u'+') ? 1 : 0);
}

constexpr StableKeys<WhyUnrated, 3> s_why{
    {{WhyUnrated::NoRate, "no-rate"}, {WhyUnrated::NoNumber, "no-number"}, {WhyUnrated::NotVoice, "not-voice"}}};

} // namespace

WhyUnrated whyUnrated(Medium medium, const QString &zone)
{
    if (medium != Medium::Voice)
        return WhyUnrated::NotVoice;
    return zone.isEmpty() ? WhyUnrated::NoNumber : WhyUnrated::NoRate;
}

QString whyUnratedKey(WhyUnrated why)
{
    return keyOf(s_why, why);
}

const PhoneNumber *ratedParty(LegKind kind, const PhoneNumber &customer, const PhoneNumber &agent)
{
    const PhoneNumber &first = kind == LegKind::B ? agent : customer;
    const PhoneNumber &second = kind == LegKind::B ? customer : agent;
    for (const PhoneNumber *number : {&first, &second})
        if (number->kind == NumberKind::E164)
            return number;
    return nullptr;
}

RateTable::RateTable(std::vector<Rate> rates)
{
    std::stable_sort(rates.begin(), rates.end(),
        [](const Rate &left, const Rate &right) { return left.validFrom < right.validFrom; });
    for (Rate &rate : rates) {
        const int place = m_tree.placeOf(digitsOf(rate.prefix), int(m_prefixes.size()));
        if (place == int(m_prefixes.size()))
            m_prefixes.emplace_back();
        m_prefixes[size_t(place)][size_t(rate.kind)].push_back(std::move(rate));
    }
}

QString RateTable::zoneOf(const PhoneNumber &number, const MaskingPolicy &policy) const
{
    const int most = mostZoneDigits(number, policy);
    if (most == 0)
        return {};
    qsizetype longest = 0;
    m_tree.eachOf(digitsOf(number.text).left(most), [&](qsizetype length, int) { longest = length; });
    const QString code = QString::number(number.countryCode);
    return u'+' + (longest < code.size() ? code : number.text.mid(1, longest));
}

/// Of several that began the last one; when that has ended, none is valid.
const Rate *RateTable::validIn(const Series &series, qint64 at)
{
    const auto later = std::upper_bound(
        series.begin(), series.end(), at, [](qint64 moment, const Rate &rate) { return moment < rate.validFrom; });
    if (later == series.begin())
        return nullptr;
    const Rate &last = *std::prev(later);
    return last.validUntil && at >= *last.validUntil ? nullptr : &last;
}

const Rate *RateTable::find(RateKind kind, const QString &zone, qint64 at) const
{
    const Rate *found = nullptr;
    m_tree.eachOf(digitsOf(zone), [&](qsizetype, int place) {
        if (const Rate *valid = validIn(m_prefixes[size_t(place)][size_t(kind)], at))
            found = valid;
    });
    return found;
}

std::optional<Money> RateTable::charge(RateKind kind, const RatedLeg &leg) const
{
    const Rate *rate = find(kind, leg.zone, leg.startedAt);
    const auto micros = rate ? chargeOf(*rate, leg.billableSeconds) : std::nullopt;
    return micros ? std::optional(Money{*micros, rate->currency}) : std::nullopt;
}

LegCharges RateTable::charges(const RatedLeg &leg) const
{
    if (leg.medium != Medium::Voice)
        return {};
    return {charge(RateKind::Cost, leg), charge(RateKind::Recharge, leg)};
}

} // namespace callveil
