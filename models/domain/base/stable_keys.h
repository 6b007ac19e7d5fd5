// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <optional>
#include <utility>

namespace callveil {

/// The stable names of an enumeration's values, for scripts, files and the record of deeds.
template <typename Value, size_t Count>
using StableKeys = std::array<std::pair<Value, const char *>, Count>;

template <typename Value, size_t Count>
[[nodiscard]] QString keyOf(const StableKeys<Value, Count> &keys, Value value)
{
    for (const auto &[known, key] : keys)
        if (known == value)
            return QLatin1String(key);
    return {};
}

template <typename Value, size_t Count>
[[nodiscard]] std::optional<Value> fromKey(const StableKeys<Value, Count> &keys, const QString &text)
{
    for (const auto &[value, key] : keys)
        if (text == QLatin1String(key))
            return value;
    return std::nullopt;
}

} // namespace callveil
