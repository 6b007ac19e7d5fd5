// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace callveil {

// Statements for both engines that look at the sums by day with nothing but the calls: each counts the rows of the sums
// that a full scan does not give, and those of the scan that the sums have not.

namespace day_sums {

/// Every leg, four times: for everything together, its account, country and agent.
inline constexpr char legs[] =
    "(SELECT s.id AS id, s.process_id AS process_id, s.local_day AS local_day, s.campaign_id AS campaign_id, "
    "k.sort AS sort, CASE k.sort WHEN 1 THEN COALESCE(l.account, '') WHEN 2 THEN COALESCE(l.country, '') "
    "WHEN 3 THEN CAST(CASE WHEN l.agent_id <> 0 THEN l.agent_id ELSE s.agent_id END AS VARCHAR(20)) ELSE '' END "
    "AS member, CASE WHEN l.disposition = 1 THEN 1 ELSE 0 END AS answered, CASE WHEN l.revision_id IN "
    "(SELECT r.id FROM policy_revision r WHERE r.kind <> 0) THEN 1 ELSE 0 END AS masked, "
    "l.billable_seconds AS billable, l.cost_micros AS cost, l.currency AS currency, l.recharge_micros AS recharge, "
    "l.recharge_currency AS recharge_currency FROM call_session s JOIN call_leg l ON l.session_id = s.id "
    "CROSS JOIN (SELECT 0 AS sort UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) k) x";

inline QString differing(const QString &rolled, const QString &scanned)
{
    return QStringLiteral("SELECT (SELECT COUNT(*) FROM (%1 EXCEPT %2) a) + (SELECT COUNT(*) FROM (%2 EXCEPT %1) b)")
        .arg(rolled, scanned);
}

/// One of the two lists of money.
inline QString moneyOf(int list, const char *amount, const char *currency)
{
    return differing(QStringLiteral("SELECT process_id, local_day, campaign_id, sort, member, currency, legs, micros "
                                    "FROM charge_day WHERE list = %1 AND (legs <> 0 OR micros <> 0)")
                         .arg(list),
        QStringLiteral(
            "SELECT process_id, local_day, campaign_id, sort, member, %2, COUNT(*), SUM(%1) FROM %3 WHERE %1 "
            "IS NOT NULL GROUP BY process_id, local_day, campaign_id, sort, member, %2")
            .arg(QLatin1String(amount), QLatin1String(currency), QLatin1String(legs)));
}

} // namespace day_sums

/// 0 when the calls of call_day are those of the legs.
inline QString differingCallDays()
{
    return day_sums::differing(
        QStringLiteral(
            "SELECT process_id, local_day, campaign_id, sort, member, sessions, answered, masked, legs, talk_seconds, "
            "billable_seconds FROM call_day WHERE sessions <> 0 OR answered <> 0 OR masked <> 0 OR legs <> 0 OR "
            "talk_seconds <> 0 OR billable_seconds <> 0"),
        QStringLiteral("SELECT process_id, local_day, campaign_id, sort, member, COUNT(*), SUM(answered), SUM(masked), "
                       "SUM(legs), SUM(talk), SUM(billable) FROM (SELECT process_id, local_day, campaign_id, sort, "
                       "member, MAX(answered) AS answered, MAX(masked) AS masked, COUNT(*) AS legs, MAX(billable) AS "
                       "talk, SUM(billable) AS billable FROM %1 GROUP BY id, process_id, local_day, campaign_id, sort, "
                       "member) y GROUP BY process_id, local_day, campaign_id, sort, member")
            .arg(QLatin1String(day_sums::legs)));
}

/// 0 when the amounts of charge_day are those of the legs.
inline QString differingCosts()
{
    return day_sums::moneyOf(0, "cost", "currency");
}

inline QString differingRecharges()
{
    return day_sums::moneyOf(1, "recharge", "recharge_currency");
}

} // namespace callveil
