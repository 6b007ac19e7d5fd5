// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/callbacks/retry_after.h"

#include <algorithm>

namespace callveil {

namespace {
constexpr qint64 mostSeconds = 86400;
}

std::optional<std::chrono::seconds> retryAfterOf(const QByteArray &header, const QDateTime &now)
{
    const QByteArray text = header.trimmed();
    if (text.isEmpty() || text.size() > 40)
        return std::nullopt;
    const bool isNumber = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (isNumber) // of any length
        return std::chrono::seconds(text.size() > 9 ? mostSeconds : std::min(text.toLongLong(), mostSeconds));
    const QDateTime at = QDateTime::fromString(
        QString::fromLatin1(text).replace(QLatin1String("GMT"), QLatin1String("+0000")), Qt::RFC2822Date);
    if (!at.isValid())
        return std::nullopt;
    return std::chrono::seconds(std::clamp(now.secsTo(at), qint64(0), mostSeconds));
}

} // namespace callveil
