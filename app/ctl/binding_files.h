// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

namespace callveil {

/// "binding import FILE": each row stands for itself.
int importBindings(Command &command);
/// "binding export FILE": masked.
int exportBindings(Command &command);

} // namespace callveil
