// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/rate_text.h"

#include "ui/texts/fault_text.h"

#include <QCoreApplication>

namespace callveil {

namespace {

QString word(const char *text)
{
    return QCoreApplication::translate("Rate", text);
}

} // namespace

QString rateKindText(RateKind kind)
{
    return kind == RateKind::Cost ? word(QT_TRANSLATE_NOOP("Rate", "Cost"))
                                  : word(QT_TRANSLATE_NOOP("Rate", "Recharge"));
}

QString rateKindExplanation(RateKind kind)
{
    return kind == RateKind::Cost ? word(QT_TRANSLATE_NOOP("Rate", "What your carrier takes for a call."))
                                  : word(QT_TRANSLATE_NOOP("Rate", "What you charge on to the account."));
}

QString rateStateText(RateState state)
{
    switch (state) {
    case RateState::Valid:
        return word(QT_TRANSLATE_NOOP("Rate", "Valid"));
    case RateState::Coming:
        return word(QT_TRANSLATE_NOOP("Rate", "Coming"));
    case RateState::Over:
        return word(QT_TRANSLATE_NOOP("Rate", "Over"));
    case RateState::Withdrawn:
        return word(QT_TRANSLATE_NOOP("Rate", "Withdrawn"));
    }
    return {};
}

QString whyUnratedText(WhyUnrated why)
{
    switch (why) {
    case WhyUnrated::NoRate:
        return word(QT_TRANSLATE_NOOP("Rate", "No rate"));
    case WhyUnrated::NoNumber:
        return word(QT_TRANSLATE_NOOP("Rate", "No number"));
    case WhyUnrated::NotVoice:
        return word(QT_TRANSLATE_NOOP("Rate", "Not voice"));
    }
    return {};
}

QString whyUnratedAdvice(WhyUnrated why)
{
    switch (why) {
    case WhyUnrated::NoRate:
        return word(QT_TRANSLATE_NOOP("Rate",
            "No rate of this zone was valid when these calls began. Add one that was, and rate the period again."));
    case WhyUnrated::NoNumber:
        return word(QT_TRANSLATE_NOOP("Rate",
            "Neither party had a number that a rate could be found for: an extension, a withheld or masked number, or "
            "one that was gone when the call record came in."));
    case WhyUnrated::NotVoice:
        return word(QT_TRANSLATE_NOOP("Rate", "Rates are of minutes: other media than voice have none."));
    }
    return {};
}

QString reratingFaultText(const Error &error)
{
    return error.fault == Fault::EntryChanged ? word(QT_TRANSLATE_NOOP("Rate",
               "The rates changed meanwhile. What was rated again until then stays so: rate the period once more."))
                                              : faultText(error);
}

} // namespace callveil
