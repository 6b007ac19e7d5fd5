// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace callveil {

/// The levels of syslog that are used here.
enum class Level { Error = 3, Warning = 4, Notice = 5, Information = 6 };

/// A line on standard error; with the level before it where the journal of systemd reads that.
void log(Level level, const QString &text);

/// What libraries say is not ours to print: it could hold what somebody has typed or stored. CALLVEIL_VERBOSE shows it.
void silenceLibraries();

} // namespace callveil
