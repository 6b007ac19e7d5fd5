// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QString>

namespace callveil {

/// Tells a person what happened, in the banner of the window. One of the two outlets for messages.
class Notifier {
public:
    /// Offline: a failure that is over when the database answers again.
    enum class Kind { Done, Information, Warning, Failure, Offline };

    virtual ~Notifier() = default;
    /// Shows one message; `details` stand behind a "Details" button.
    virtual void show(Kind kind, const QString &text, const QString &details = {}) = 0;
    virtual void clear() = 0;
    /// Takes the message away if it is of this kind: what it says does not hold any more.
    virtual void dismiss(Kind kind) = 0;

    /// The sentence of an error, with what a technician wants to know behind "Details".
    void fail(const Error &error);
};

} // namespace callveil
