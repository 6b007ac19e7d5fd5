// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>

namespace callveil {

/// Puts a secret into the clipboard, marked for programs that keep what was copied, and takes it out again after this
/// time unless something else was copied meanwhile. That happens also when the window that asked is gone.
void copySecret(const QString &secret, std::chrono::milliseconds lifetime);

} // namespace callveil
