// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/switch_login.h"
#include "ui/widgets/one_time_secret_dialog.h"

namespace callveil {

// What is told with the secrets of programs, which are shown once.

[[nodiscard]] OneTimeSecret secretOfKey(const QString &keyName, const QString &secret);
/// With all else by which the switch reaches the database.
[[nodiscard]] OneTimeSecret accessOfSwitch(const SwitchAccess &access);

} // namespace callveil
