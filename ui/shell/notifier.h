// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QString>

namespace callveil {

/// Tells a person what happened, in the banner of the window. One of the two outlets for messages.
class Notifier {
public:
    enum class Kind { Done, Information, Warning, Failure };

    virtual ~Notifier() = default;
    /// Shows one message; `details` stand behind a "Details" button.
    virtual void show(Kind kind, const QString &text, const QString &details = {}) = 0;
    virtual void clear() = 0;

    /// The sentence of an error, with its detail behind "Details".
    void fail(const Error &error);
};

} // namespace callveil
