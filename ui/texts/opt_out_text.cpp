// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/opt_out_text.h"

#include <QCoreApplication>

namespace callveil {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("OptOut", text);
}

} // namespace

QString optOutSourceText(OptOutSource source)
{
    switch (source) {
    case OptOutSource::Person:
        return say(QT_TRANSLATE_NOOP("OptOut", "A person"));
    case OptOutSource::Sms:
        return say(QT_TRANSLATE_NOOP("OptOut", "Text message"));
    case OptOutSource::Api:
        break;
    }
    return say(QT_TRANSLATE_NOOP("OptOut", "Program (API)"));
}

QString lateAnswerText(LateAnswer answer)
{
    return answer == LateAnswer::Ivr ? say(QT_TRANSLATE_NOOP("OptOut", "Announcement or queue"))
                                     : say(QT_TRANSLATE_NOOP("OptOut", "Refused (404)"));
}

} // namespace callveil
