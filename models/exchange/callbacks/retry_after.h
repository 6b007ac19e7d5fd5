// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>

#include <chrono>
#include <optional>

namespace callveil {

/// What a header Retry-After asks for (RFC 9110): seconds, or a date; at most a day, never less than nothing. nullopt
/// for anything else.
[[nodiscard]] std::optional<std::chrono::seconds> retryAfterOf(const QByteArray &header, const QDateTime &now);

} // namespace callveil
