// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/platform/call_request.h"

#include "domain/base/public_name.h"
#include "domain/platform/route_answer.h"

#include <array>

namespace callveil {

namespace {

const QString namePrefix = QStringLiteral("call_");

constexpr std::array stateKeys{"waiting", "claimed", "ringing", "answered", "done", "failed", "expired", "cancelled"};
// Those of a switch as switch_v1.call_request_state takes them.
constexpr std::array causeKeys{"", "busy", "no-answer", "rejected", "unreachable", "hung-up", "error", "opted-out",
    "not-in-service", "switch-silent", "binding-ended", "no-routes", "newer-binding"};

template <size_t Count>
QString keyOf(const std::array<const char *, Count> &keys, int value)
{
    return value >= 0 && size_t(value) < Count ? QString::fromLatin1(keys[size_t(value)]) : QString();
}

} // namespace

QString callRequestName(const QByteArray &publicId)
{
    return publicName(namePrefix, publicId);
}

QByteArray callRequestId(const QString &name)
{
    return publicIdOf(namePrefix, name);
}

QString callRequestStateKey(CallRequestState state)
{
    return keyOf(stateKeys, int(state));
}

QString callRequestCauseKey(CallRequestCause cause)
{
    return keyOf(causeKeys, int(cause));
}

std::optional<PartySide> sideFromKey(const QString &key)
{
    for (const PartySide side : {PartySide::Customer, PartySide::Agent})
        if (sideKey(side) == key)
            return side;
    return std::nullopt;
}

} // namespace callveil
