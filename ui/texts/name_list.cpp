// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/name_list.h"

#include <QCoreApplication>
#include <QLocale>

namespace callveil {

namespace {
constexpr qsizetype mostNames = 8;
}

QString nameList(const QStringList &names)
{
    if (names.size() <= mostNames)
        return QLocale().createSeparatedList(names);
    const int others = int(names.size() - mostNames + 1);
    QStringList first = names.first(mostNames - 1);
    first.append(QCoreApplication::translate("NameList", "%n others", nullptr, others));
    return QLocale().createSeparatedList(first);
}

} // namespace callveil
