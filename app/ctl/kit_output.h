// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

namespace callveil {

/// The recovery kit as a page of text.
[[nodiscard]] QString kitText(
    const QString &organisation, const QStringList &fingerprintWords, const QStringList &recoveryWords);
/// Writes it to a new file (0600). Fails with FileExists and FileUnwritable.
[[nodiscard]] Result<void> writeKit(const QString &path, const QString &text);

} // namespace callveil
