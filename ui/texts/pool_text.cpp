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
