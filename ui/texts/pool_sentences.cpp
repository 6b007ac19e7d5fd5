// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/fault_sentences.h"

#include <QtGlobal>

namespace callveil {

const char *poolSentence(Fault fault)
{
    switch (fault) {
    case Fault::PoolUnknown:
        return QT_TRANSLATE_NOOP("Fault", "There is no pool “%1”. Check the name.");
    case Fault::PoolChanged:
        return QT_TRANSLATE_NOOP("Fault",
            "Somebody else changed this pool or its numbers meanwhile. Look at what holds now, then decide again.");
    case Fault::PoolFallsBackToItself:
        return QT_TRANSLATE_NOOP(
            "Fault", "By its fallback pools “%1” comes back to itself. Take one of them out of the order.");
    case Fault::PoolNotEmpty:
        return QT_TRANSLATE_NOOP("Fault",
            "The pool “%1” has %2 numbers of another country, area code or type than that. Move them to another pool "
            "first.");
    case Fault::RangeBackwards:
        return QT_TRANSLATE_NOOP("Fault",
            "The last number of the range is below the first, or has another count of digits. Type the lower one "
            "first.");
    case Fault::RangeTooLong:
        return QT_TRANSLATE_NOOP("Fault", "That is more than %1 numbers at once. Add them in parts.");
    case Fault::DidElsewhere:
        return QT_TRANSLATE_NOOP(
            "Fault", "%1 belongs to the pool “%2” already. Move it from there, or take it out of the list.");
    case Fault::DidRepeated:
        return QT_TRANSLATE_NOOP("Fault", "%1 stands twice in the list. Take one of them out.");
    case Fault::DidStateRefused:
        return QT_TRANSLATE_NOOP("Fault", "%1 is %2. That state does not allow the change.");
    default:
        return "";
    }
}

const char *unseenPoolSentence()
{
    return QT_TRANSLATE_NOOP("Fault",
        "%1 belongs to a pool or process that you do not see. Ask somebody who manages pools for all processes.");
}

} // namespace callveil
