// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QString>

namespace callveil {

/// Names by what deeds call their owners: "pool 3" is London.
using DeedNames = QHash<QString, QString>;

/// What a deed calls an object: "pool 3".
[[nodiscard]] QString deedReference(const QString &noun, qint64 id);
/// What somebody typed, as it may stand between the words of a deed: there "; " parts one field from the next, and a
/// name must not look like a field.
[[nodiscard]] QString typedInDeed(const QString &typed);
/// The kind of what a field before or after a deed names by id: "pool" for "fallbacks". Empty when it holds no ids.
[[nodiscard]] QString nounOfField(const QString &action, const QString &field);
/// The ids in such a field, in their order: of "7", "2 5", "2,5" or "pool 3, pool 7". Empty when anything else stands
/// there, as in "all" and "none".
[[nodiscard]] QList<qint64> idsInField(const QString &noun, const QString &value);

} // namespace callveil
