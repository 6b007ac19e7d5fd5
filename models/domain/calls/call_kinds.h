// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace callveil {

// All values are stored: never renumber.

enum class Medium : qint8 { Voice = 0, Sms = 1, Other = 2 };
enum class Direction : qint8 { Unknown = 0, Inbound = 1, Outbound = 2, Internal = 3 };
/// Which part of a session a leg is: A platform-customer, B platform-agent.
enum class LegKind : qint8 { A = 0, B = 1, Transfer = 2, Conference = 3, Ivr = 4 };
enum class Disposition : qint8 {
    Unknown = 0,
    Answered = 1,
    NoAnswer = 2,
    Busy = 3,
    Failed = 4,
    Cancelled = 5,
    Voicemail = 6
};
enum class Consent : qint8 { NotAsked = 0, Yes = 1, No = 2 };

} // namespace callveil
