// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/pool_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace callveil {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("Pool", text);
}

} // namespace

QString strategyText(Strategy strategy)
{
    switch (strategy) {
    case Strategy::Dedicated:
        return say(QT_TRANSLATE_NOOP("Pool", "Dedicated"));
    case Strategy::Shared:
        return say(QT_TRANSLATE_NOOP("Pool", "Shared"));
    case Strategy::Regional:
        return say(QT_TRANSLATE_NOOP("Pool", "Regional"));
    }
    return {};
}

QString sharingText(Sharing sharing)
{
    switch (sharing) {
    case Sharing::Exclusive:
        return say(QT_TRANSLATE_NOOP("Pool", "Exclusive"));
    case Sharing::PairUnique:
        return say(QT_TRANSLATE_NOOP("Pool", "Pair-unique"));
    }
    return {};
}

QString areaMatchText(AreaMatch match)
{
    switch (match) {
    case AreaMatch::Off:
        return say(QT_TRANSLATE_NOOP("Pool", "Off"));
    case AreaMatch::Prefer:
        return say(QT_TRANSLATE_NOOP("Pool", "Prefer the customer's area"));
    case AreaMatch::Strict:
        return say(QT_TRANSLATE_NOOP("Pool", "Only the customer's area"));
    }
    return {};
}

QString numberTypeText(NumberType type)
{
    switch (type) {
    case NumberType::Local:
        return say(QT_TRANSLATE_NOOP("Pool", "Local"));
    case NumberType::Mobile:
        return say(QT_TRANSLATE_NOOP("Pool", "Mobile"));
    case NumberType::TollFree:
        return say(QT_TRANSLATE_NOOP("Pool", "Toll-free"));
    }
    return {};
}

QString didStateText(DidState state)
{
    switch (state) {
    case DidState::InService:
        return say(QT_TRANSLATE_NOOP("Pool", "In service"));
    case DidState::Draining:
        return say(QT_TRANSLATE_NOOP("Pool", "Draining"));
    case DidState::Suspended:
        return say(QT_TRANSLATE_NOOP("Pool", "Suspended"));
    case DidState::Retired:
        return say(QT_TRANSLATE_NOOP("Pool", "Retired"));
    }
    return {};
}

QString strategyHelp(Strategy strategy)
{
    switch (strategy) {
    case Strategy::Dedicated:
        return say(QT_TRANSLATE_NOOP("Pool", "Each number serves one pair at a time, which takes the most numbers."));
    case Strategy::Shared:
        return say(QT_TRANSLATE_NOOP("Pool", "A number serves many pairs at a time, which takes few numbers."));
    case Strategy::Regional:
        return say(QT_TRANSLATE_NOOP("Pool", "Numbers are chosen by the customer's area, so that calls look local."));
    }
    return {};
}

QString sharingHelp(Sharing sharing)
{
    switch (sharing) {
    case Sharing::Exclusive:
        return say(QT_TRANSLATE_NOOP("Pool", "While a number is bound, no other customer and agent get it."));
    case Sharing::PairUnique:
        return say(QT_TRANSLATE_NOOP("Pool",
            "Many pairs get the same number, but no customer and no agent gets it twice: who calls tells whom the call "
            "is for."));
    }
    return {};
}

QString areaMatchHelp(AreaMatch match)
{
    switch (match) {
    case AreaMatch::Off:
        return say(QT_TRANSLATE_NOOP("Pool", "The customer's area does not matter."));
    case AreaMatch::Prefer:
        return say(QT_TRANSLATE_NOOP("Pool", "A number of the customer's area is taken; where none is free, another."));
    case AreaMatch::Strict:
        return say(QT_TRANSLATE_NOOP("Pool",
            "Numbers of another area are not taken: where none of the customer's area is free, the fallback pools are "
            "asked, and then the binding is refused."));
    }
    return {};
}

QString minutesText(std::optional<int> minutes)
{
    constexpr int hour = 60;
    constexpr int day = 24 * hour;
    if (!minutes)
        return say(QT_TRANSLATE_NOOP("Pool", "None"));
    const QLocale locale;
    if (*minutes > day && *minutes % day == 0)
        return say(QT_TRANSLATE_NOOP("Pool", "%1 d")).arg(locale.toString(*minutes / day));
    if (*minutes > hour && *minutes % hour == 0)
        return say(QT_TRANSLATE_NOOP("Pool", "%1 h")).arg(locale.toString(*minutes / hour));
    return say(QT_TRANSLATE_NOOP("Pool", "%1 min")).arg(locale.toString(*minutes));
}

} // namespace callveil
