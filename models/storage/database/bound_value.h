// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QVariant>

#include <optional>

namespace callveil {

/// NULL, of the value's type, where there is none.
template <typename T>
[[nodiscard]] QVariant orNull(const std::optional<T> &value)
{
    return value ? QVariant(*value) : QVariant(QMetaType::fromType<T>());
}

/// Null bytes would be NULL.
[[nodiscard]] inline QByteArray orEmpty(const QByteArray &bytes)
{
    return bytes.isNull() ? QByteArray("") : bytes;
}

} // namespace callveil
