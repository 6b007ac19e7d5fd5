// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/setup/setup_service.h"

namespace callveil {

/// The recovery kit and the fingerprint as a page of text.
[[nodiscard]] QString kitText(const QString &organisation, const SetupOutcome &outcome);

/// Writes the kit to a file that only its owner can read. Fails with FileUnwritable.
[[nodiscard]] Result<void> writeKit(const QString &file, const QString &text);

} // namespace callveil
