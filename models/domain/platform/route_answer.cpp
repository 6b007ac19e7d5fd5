// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/platform/route_answer.h"

#include <QRegularExpression>

#include <algorithm>
#include <atomic>

namespace callveil {

CalledNumber::~CalledNumber()
{
    std::fill(m_text.begin(), m_text.end(), QChar());
    std::atomic_signal_fence(std::memory_order_seq_cst); // nor does the compiler leave the wiping out
}

QString routeActionKey(RouteAction action)
{
    switch (action) {
    case RouteAction::Bridge:
        return QStringLiteral("bridge");
    case RouteAction::Ivr:
        return QStringLiteral("ivr");
    case RouteAction::Reject:
        return QStringLiteral("reject");
    case RouteAction::Native:
        return QStringLiteral("native");
    }
    return {};
}

QString sideKey(std::optional<PartySide> side)
{
    if (!side)
        return {};
    return *side == PartySide::Customer ? QStringLiteral("customer") : QStringLiteral("agent");
}

QString callingCodeOf(const QString &number)
{
    // ITU-T E.164, assigned codes: one digit, some two, else three.
    static const QRegularExpression code(
        QStringLiteral("^\\+(1|7|2[07]|3[0123469]|4[013456789]|5[1-8]|6[0-6]|8[1246]|9[0123458]|[0-9]{3})"));
    return code.match(number).captured(1);
}

} // namespace callveil
