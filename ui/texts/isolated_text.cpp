// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/isolated_text.h"

namespace callveil {

QString isolated(const QString &text)
{
    return text.isEmpty() ? text : QString(QChar(0x2066) + text + QChar(0x2069));
}

} // namespace callveil
