// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bindings/end_words.h"

#include "ui/texts/pool_text.h"

#include <QCoreApplication>

namespace callveil {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(EndWords)
};

} // namespace

std::optional<int> idleMinutesOf(const Binding &binding)
{
    constexpr qint64 minuteMs = 60000;
    return binding.idleMs ? std::optional(int(*binding.idleMs / minuteMs)) : std::nullopt;
}

QString boundUntilText(const Binding &binding, const CellTexts &texts)
{
    const QString number = texts.number(binding.number), idle = minutesText(idleMinutesOf(binding));
    if (!binding.endsBy)
        return binding.idleMs ? Words::tr("%1 is bound until nobody called for %2.").arg(number, idle) : QString();
    const QString end = texts.number(texts.time(*binding.endsBy));
    return binding.idleMs ? Words::tr("%1 is bound until %2, or until nobody called for %3.").arg(number, end, idle)
                          : Words::tr("%1 is bound until %2.").arg(number, end);
}

} // namespace callveil
