// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/deed_text.h"

#include <QCoreApplication>

namespace callveil {

namespace {

const char *reasonOf(DeedBreak::Kind kind)
{
    switch (kind) {
    case DeedBreak::Kind::Changed:
        return QT_TRANSLATE_NOOP("Deed", "it was changed after it was written.");
    case DeedBreak::Kind::NotSigned:
        return QT_TRANSLATE_NOOP("Deed", "this person did not sign it.");
    case DeedBreak::Kind::Missing:
        return QT_TRANSLATE_NOOP("Deed", "it is missing.");
    case DeedBreak::Kind::Unlinked:
        return QT_TRANSLATE_NOOP("Deed", "it does not follow from the entry before it.");
    case DeedBreak::Kind::CutOff:
        return QT_TRANSLATE_NOOP("Deed", "the end of the record and its newest entries do not fit together.");
    case DeedBreak::Kind::Forgotten:
        return QT_TRANSLATE_NOOP("Deed",
            "this computer saw another entry there. Either an older copy of the database was brought back, or entries "
            "were taken out.");
    case DeedBreak::Kind::Stranger:
        return QT_TRANSLATE_NOOP("Deed", "the organisation certified nobody with this key.");
    }
    return "";
}

} // namespace

QString breakText(const DeedBreak &found)
{
    const QString who =
        found.name.isEmpty() ? QCoreApplication::translate("Deed", "person %1").arg(found.actor.value) : found.name;
    return QCoreApplication::translate("Deed", "Entry %1 of %2: %3")
        .arg(found.seq)
        .arg(who, QCoreApplication::translate("Deed", reasonOf(found.kind)));
}

QStringList breakTexts(const std::vector<DeedBreak> &breaks)
{
    QStringList lines;
    for (const DeedBreak &found : breaks)
        lines.append(breakText(found));
    return lines;
}

} // namespace callveil
