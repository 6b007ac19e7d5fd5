// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/opt_out_text.h"

#include <QCoreApplication>
#include <QLocale>

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

QString liftedText(const std::vector<LiftedOptOuts> &brands)
{
    if (brands.empty())
        return {};
    QStringList parts;
    for (const LiftedOptOuts &each : brands)
        parts.append(QStringLiteral("%1: %2").arg(each.brand, QLocale().toString(each.count)));
    return say(QT_TRANSLATE_NOOP("OptOut", "Taken back by text message (START) in the last 30 days: %1."))
        .arg(parts.join(QStringLiteral("; ")));
}

QString leftOptOutsText(const LeftOptOuts &left)
{
    return say(QT_TRANSLATE_NOOP("OptOut",
                   "Whoever opted out of “%1” will be called again over the numbers of this pool, under “%2”. Opt-outs "
                   "that are left behind: %3. They cannot be taken along, because only keyed hashes of brand and "
                   "number are kept; they hold again when the pool gets its brand back. Keep the brand, or ask these "
                   "people before they are called."))
        .arg(left.from, left.to, QLocale().toString(left.count));
}

QString movedOptOutsText(const LeftOptOuts &left)
{
    return say(QT_TRANSLATE_NOOP("OptOut",
                   "These numbers have live bindings. Whoever opted out of “%1” will be called again over them, under "
                   "“%2”. Opt-outs that are left behind: %3. They cannot be taken along, because only keyed hashes of "
                   "brand and number are kept. Choose a pool of the same brand, release the bindings first, or ask "
                   "these people before they are called."))
        .arg(left.from, left.to, QLocale().toString(left.count));
}

QString removedOptOutsText(const LeftOptOuts &left)
{
    return say(
        QT_TRANSLATE_NOOP("OptOut",
            "“%1” has no brand, so its opt-outs hold for no other pool: once it is removed, whoever opted out may "
            "be called again over other pools. Opt-outs that are left behind: %2. They cannot be taken along, "
            "because only keyed hashes are kept. Ask these people before they are called."))
        .arg(left.from, QLocale().toString(left.count));
}

QString lateAnswerText(LateAnswer answer)
{
    return answer == LateAnswer::Ivr ? say(QT_TRANSLATE_NOOP("OptOut", "Announcement or queue"))
                                     : say(QT_TRANSLATE_NOOP("OptOut", "Refused (404)"));
}

} // namespace callveil
