// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/calls/call_kinds.h"
#include "domain/rating/charge.h"
#include "domain/rating/prefix_tree.h"
#include "domain/rating/zone.h"

namespace callveil {

/// What of a leg decides what it costs.
struct RatedLeg {
    Medium medium = Medium::Voice;
    QString zone; ///< empty: of no number
    qint64 startedAt = 0; ///< ms since 1970
    qint64 billableSeconds = 0;
};

/// Why a leg has no charge.
enum class WhyUnrated {
    NoRate, ///< no list has a rate for its zone that was valid when it began
    NoNumber, ///< neither party has a number that could be rated, or nobody knew it any more
    NotVoice, ///< rates are of minutes
};
[[nodiscard]] WhyUnrated whyUnrated(Medium medium, const QString &zone);
/// The stable names for scripts: "no-rate", "no-number", "not-voice".
[[nodiscard]] QString whyUnratedKey(WhyUnrated why);

/// Which number of a leg is rated: of leg A the customer's, of leg B the agent's, as the platform called them; the
/// other one where that is no subscriber's number. nullptr when neither is.
[[nodiscard]] const PhoneNumber *ratedParty(LegKind kind, const PhoneNumber &customer, const PhoneNumber &agent);

/// Both lists of rates, made for looking up leg after leg. Never changes; may be shared by threads.
class RateTable final {
public:
    RateTable() = default;
    /// Those that were withdrawn are left out by whoever reads them.
    explicit RateTable(std::vector<Rate> rates);

    /// "+4420": the longest prefix of either list, whenever it is valid, that the number begins with and that its mask
    /// allows (zone.h); its country code when there is none. Empty for what is no subscriber's number.
    [[nodiscard]] QString zoneOf(const PhoneNumber &number, const MaskingPolicy &policy) const;
    /// The rate of the longest prefix that the zone begins with and that is valid at the moment (ms since 1970);
    /// nullptr without one. Of a prefix's rates the one that began last is valid, until its end.
    [[nodiscard]] const Rate *find(RateKind kind, const QString &zone, qint64 at) const;
    /// By the rates valid when it began. Rates are of voice: another medium has no charges.
    [[nodiscard]] LegCharges charges(const RatedLeg &leg) const;

private:
    /// The rates of one prefix in one list, in the order in which they begin.
    using Series = std::vector<Rate>;

    [[nodiscard]] static const Rate *validIn(const Series &series, qint64 at);
    [[nodiscard]] std::optional<Money> charge(RateKind kind, const RatedLeg &leg) const;

    PrefixTree m_tree;
    std::vector<std::array<Series, allRateKinds.size()>> m_prefixes;
};

} // namespace callveil
