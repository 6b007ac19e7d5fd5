// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/base/check_range.h"

namespace callveil {

Result<void> checkRange(const char *field, qint64 typed, qint64 least, qint64 most, const char *unit)
{
    constexpr qint64 longest = 999999; // shorter than what text may hold freely (free_text.h)
    if (typed >= least && typed <= most)
        return {};
    const bool shown = typed >= -longest && typed <= longest;
    return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
        {QLatin1String(field), shown ? QString::number(typed) : QStringLiteral("…"),
            QStringLiteral("%1-%2 %3").arg(least).arg(most).arg(QLatin1String(unit)).trimmed()});
}

} // namespace callveil
