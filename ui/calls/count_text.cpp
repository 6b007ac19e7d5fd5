// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/count_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace callveil {

QString countText(const CallWindow &window, std::optional<qint64> about)
{
    const QLocale locale;
    const auto say = [](const char *text) { return QCoreApplication::translate("CallView", text); };
    if (const std::optional<qint64> total = window.total()) {
        return *total == 1 ? say(QT_TRANSLATE_NOOP("CallView", "1 call"))
                           : say(QT_TRANSLATE_NOOP("CallView", "%1 calls")).arg(locale.toString(*total));
    }
    if (about && *about >= window.atLeast())
        return say(QT_TRANSLATE_NOOP("CallView", "about %1 calls")).arg(locale.toString(*about));
    return say(QT_TRANSLATE_NOOP("CallView", "%1+ calls so far")).arg(locale.toString(window.atLeast()));
}

} // namespace callveil
