// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/one_time_secret_dialog.h"

namespace callveil {

/// What is told with the one-time password of a person.
[[nodiscard]] OneTimeSecret oneTimePassword(const QString &userName, const QString &password);

} // namespace callveil
