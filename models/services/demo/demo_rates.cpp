// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/demo/demo_rates.h"

#include "domain/rating/money.h"

namespace callveil {

namespace {

constexpr qint64 dayMs = 86400000;

struct Line {
    RateKind kind;
    const char *prefix, *price, *increment;
    int fromDay; ///< before now
};

// The demo calls customers in the United States, the United Kingdom and France, and agents on British mobiles.
constexpr Line lines[] = {
    {RateKind::Cost, "+1", "0.0061", "6/6", -120},
    {RateKind::Cost, "+33", "0.0095", "1/1", -120},
    {RateKind::Cost, "+336", "0.0285", "1/1", -120},
    {RateKind::Cost, "+336", "0.0262", "1/1", -30},
    {RateKind::Cost, "+44", "0.0084", "1/1", -120},
    {RateKind::Cost, "+447", "0.0245", "60/1", -120},
    {RateKind::Cost, "+447", "0.0229", "60/1", 14},
    {RateKind::Recharge, "+1", "0.02", "60/60", -120},
    {RateKind::Recharge, "+33", "0.04", "60/60", -120},
    {RateKind::Recharge, "+44", "0.035", "60/60", -120},
};

} // namespace

std::vector<Rate> demoRates(qint64 now)
{
    const qint64 today = now / dayMs * dayMs;
    std::vector<Rate> rates;
    for (const Line &line : lines) {
        Rate rate;
        rate.kind = line.kind;
        rate.prefix = QLatin1String(line.prefix);
        rate.price = microsFrom(QLatin1String(line.price)).value_or(0);
        rate.currency = QStringLiteral("EUR");
        static_cast<void>(readIncrement(QLatin1String(line.increment), rate));
        rate.validFrom = today + line.fromDay * dayMs;
        rates.push_back(std::move(rate));
    }
    return rates;
}

} // namespace callveil
