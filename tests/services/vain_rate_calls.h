// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vain_calls.h"

namespace callveil {

/// The functions of rates and reports, asked in vain: by whoever is limited to process 1, and about process 2.
inline QMap<QString, VainCall> vainRateCalls()
{
    return {
        {QStringLiteral("rate_list"), {QStringLiteral("* FROM cv_api.rate_list(1)"), {}}},
        {QStringLiteral("rates_add"),
            {QStringLiteral("rates_add('{0}', '{+33}', '{1}', '{EUR}', '{1}', '{0}', '{0}')"), refused}},
        {QStringLiteral("rates_withdraw"), {QStringLiteral("rates_withdraw('{1}')"), refused}},
        {QStringLiteral("rate_end"), {QStringLiteral("rate_end(1, 9)"), refused}},
        {QStringLiteral("rerate_begin"), {QStringLiteral("rerate_begin('{1,2}', 0, 9)"), refused}},
        {QStringLiteral("rerate_page"), {QStringLiteral("* FROM cv_api.rerate_page(2, 0, 9, 0, 0, 9)"), refused}},
        {QStringLiteral("rerate_put"),
            {QStringLiteral("rerate_put(1, 2, '{2}', '{1}', '{0}', '{EUR}', '{NULL}', '{NULL}')"), refused}},
        {QStringLiteral("rerate_end"), {QStringLiteral("rerate_end(1)"), refused}},
        {QStringLiteral("unrated_legs"),
            {QStringLiteral("* FROM cv_api.unrated_legs(0, 0, 9000000000000, '{2}', 9)"), {}}},
        {QStringLiteral("report_check"), {QStringLiteral("* FROM cv_api.report_check(2, 0, 30000)"), refused}},
        {QStringLiteral("late_days"), {QStringLiteral("* FROM cv_api.late_days(0, 30000)"), {}}},
        {QStringLiteral("opt_out_days"), {QStringLiteral("* FROM cv_api.opt_out_days(0, 30000)"), {}}},
        {QStringLiteral("reveal_days"), {QStringLiteral("* FROM cv_api.reveal_days(0, 30000)"), {}}},
    };
}

} // namespace callveil
