// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace callveil {

/// Whoever's sign-in was seen so lately, in milliseconds, is signed in: consoles and services say so every minute.
inline constexpr qint64 seenWithinMs = 180000;

} // namespace callveil
