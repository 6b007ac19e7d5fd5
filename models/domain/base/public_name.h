// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace callveil {

/// What people and programs call something by its 16 random bytes: the prefix, and base32 in small letters.
[[nodiscard]] QString publicName(const QString &prefix, const QByteArray &id);
/// The bytes of such a name, in which case does not count; empty for what is none.
[[nodiscard]] QByteArray publicIdOf(const QString &prefix, const QString &name);

} // namespace callveil
