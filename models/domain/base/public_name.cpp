// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/base/public_name.h"

#include "domain/base/base32.h"

namespace callveil {

QString publicName(const QString &prefix, const QByteArray &id)
{
    return prefix + toBase32(id).toLower();
}

QByteArray publicIdOf(const QString &prefix, const QString &name)
{
    const QString text = name.trimmed();
    if (!text.startsWith(prefix, Qt::CaseInsensitive))
        return {};
    const auto id = fromBase32(text.mid(prefix.size()).toUpper());
    // The last character has bits to spare: only the one spelling that we write is a name.
    return id && id->size() == 16 && publicName(prefix, *id) == text.toLower() ? *id : QByteArray();
}

} // namespace callveil
