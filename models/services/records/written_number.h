// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace callveil {

/// An international number as programs write it, with "+", "00" or neither, with "+" before it.
[[nodiscard]] inline QString e164(const QString &written)
{
    const QString text = written.trimmed();
    const int prefix = text.startsWith(u'+') ? 1 : text.startsWith(QLatin1String("00")) ? 2 : 0;
    return u'+' + text.mid(prefix);
}

} // namespace callveil
