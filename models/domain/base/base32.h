// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace callveil {

/// The bytes as base32 text (RFC 4648, section 6): A-Z and 2-7, without padding; 8 bytes give 13 characters.
[[nodiscard]] QString toBase32(QByteArrayView bytes);
/// The bytes of such a text; nullopt for any other character, lower case included. Left-over bits are dropped.
[[nodiscard]] std::optional<QByteArray> fromBase32(QStringView text);

} // namespace callveil
