// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database_look.h"

#include "workspace/day_sums.h"

namespace callveil {

/// Empty when the sums by day and every session's sums are what a full scan of sessions and legs gives.
inline QString rollUpFault(const TestOrganisation &organisation)
{
    const DatabaseLook look(organisation);
    for (const QString &differing : {differingCallDays(), differingCosts(), differingRecharges()})
        if (look.number(differing) != 0)
            return QStringLiteral("the sums by day differ from the calls");
    if (look.number(
            QStringLiteral("SELECT COUNT(*) FROM call_session s WHERE legs <> (SELECT COUNT(*) FROM call_leg l "
                           "WHERE l.session_id = s.id) OR billable_seconds <> (SELECT SUM(billable_seconds) FROM "
                           "call_leg l WHERE l.session_id = s.id) OR talk_seconds <> (SELECT "
                           "MAX(billable_seconds) FROM call_leg l WHERE l.session_id = s.id) OR started_at <> "
                           "(SELECT MIN(started_at) FROM call_leg l WHERE l.session_id = s.id)"))
        != 0)
        return QStringLiteral("a session's sums differ from its legs");
    for (const auto &[amount, currency] :
        {std::pair("cost_micros", "currency"), {"recharge_micros", "recharge_currency"}})
        if (look.number(QStringLiteral("SELECT COUNT(*) FROM (SELECT s.%1 AS one, s.%2 AS its, s.rated_legs AS rated, "
                                       "COUNT(l.cost_micros) AS counted, MIN(l.%2) AS lowest, CASE WHEN MIN(l.%2) = "
                                       "MAX(l.%2) THEN SUM(l.%1) END AS other FROM call_session s JOIN call_leg l ON "
                                       "l.session_id = s.id GROUP BY s.id, s.%1, s.%2, s.rated_legs) x WHERE "
                                       "COALESCE(one, -1) <> COALESCE(other, -1) OR rated <> counted OR "
                                       "(one IS NULL) <> (its IS NULL) OR its <> lowest")
                            .arg(QLatin1String(amount), QLatin1String(currency)))
            != 0)
            return QStringLiteral("a session costs another amount than its legs");
    if (look.number(QStringLiteral("SELECT COUNT(*) FROM call_leg l LEFT JOIN call_session s ON s.id = l.session_id "
                                   "WHERE s.id IS NULL"))
        != 0)
        return QStringLiteral("a leg without a session");
    if (look.number(QStringLiteral("SELECT COUNT(*) FROM call_leg"))
        != look.number(QStringLiteral("SELECT COUNT(*) FROM import_row")))
        return QStringLiteral("another number of remembered rows than legs");
    return {};
}

} // namespace callveil
