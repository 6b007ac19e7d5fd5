// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/calls/call_keys.h"

namespace callveil {

QString directionKey(Direction direction)
{
    static constexpr const char *keys[] = {"unknown", "inbound", "outbound", "internal"};
    return QLatin1String(keys[int(direction)]);
}

QString dispositionKey(Disposition disposition)
{
    static constexpr const char *keys[] = {
        "unknown", "answered", "no-answer", "busy", "failed", "cancelled", "voicemail"};
    return QLatin1String(keys[int(disposition)]);
}

QString legKey(LegKind kind)
{
    static constexpr const char *keys[] = {"A", "B", "transfer", "conference", "IVR"};
    return QLatin1String(keys[int(kind)]);
}

QString consentKey(Consent consent)
{
    static constexpr const char *keys[] = {"not-asked", "yes", "no"};
    return QLatin1String(keys[int(consent)]);
}

QString mediumKey(Medium medium)
{
    static constexpr const char *keys[] = {"voice", "sms", "other"};
    return QLatin1String(keys[int(medium)]);
}

} // namespace callveil
