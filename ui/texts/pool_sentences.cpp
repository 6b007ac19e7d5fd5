// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/fault_sentences.h"

#include <QHash>

namespace callveil {

const char *poolSentence(Fault fault)
{
    switch (fault) {
    case Fault::PoolUnknown:
        return QT_TRANSLATE_NOOP("Fault", "There is no pool “%1”. Check the name.");
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
    case Fault::BindingUnknown:
        return QT_TRANSLATE_NOOP("Fault", "There is no binding “%1”, or it belongs to a process that you do not see.");
    case Fault::BindingChanged:
        return QT_TRANSLATE_NOOP("Fault",
            "The binding has ended, or somebody else changed it meanwhile. Look at what holds now, then decide again.");
    case Fault::BindingExists:
        return QT_TRANSLATE_NOOP(
            "Fault", "This customer and this agent have another binding already. Release that one first.");
    case Fault::BindingOfAgent:
        return QT_TRANSLATE_NOOP("Fault",
            "The number is the agent's own and goes to nobody else. Make a binding for the other agent instead.");
    case Fault::PoolExhausted: // for a reason that has no sentence of its own
        return QT_TRANSLATE_NOOP("Fault", "The pool “%1” has no number for these two.");
    case Fault::DidNotFree:
        return QT_TRANSLATE_NOOP("Fault",
            "%1 is not free for these two: it is bound, cools, or one of them has it already. Let the pool choose a "
            "number.");
    case Fault::DidUnknown:
        return QT_TRANSLATE_NOOP("Fault",
            "This is no number in service of a pool that serves the process. Take one from the page Number Pools, or "
            "let the pool choose.");
    case Fault::PoolServesNot:
        return QT_TRANSLATE_NOOP(
            "Fault", "The pool “%1” does not serve the process “%2”. Take another pool, or let it serve the process.");
    case Fault::PartiesSame:
        return QT_TRANSLATE_NOOP("Fault", "Customer and agent have the same number. Check both.");
    case Fault::PartyIsProxy:
        return QT_TRANSLATE_NOOP(
            "Fault", "%1: This is one of your own proxy numbers, nobody's line. Type the real one.");
    case Fault::AgentWithoutNumber:
        return QT_TRANSLATE_NOOP("Fault",
            "The agent “%1” has no telephone number in this process. Add one on the Agents tab, or type a number.");
    case Fault::PartyOptedOut:
        return QT_TRANSLATE_NOOP("Fault",
            "One of the two does not want calls of “%1”. Do not call; lift the opt-out only when that person asks.");
    default:
        return "";
    }
}

const char *keptPoolSentence(const QString &what)
{
    static const QHash<QString, const char *> sentences{
        {QStringLiteral("numbers"),
            QT_TRANSLATE_NOOP("Fault",
                "The pool “%1” still has numbers that are not retired (%2). Move them to another pool or retire them, "
                "then remove it.")},
        {QStringLiteral("bindings"),
            QT_TRANSLATE_NOOP("Fault",
                "Bindings made from the pool “%1” are still live or cooling (%2). Release those that are over, and "
                "remove it when their numbers have cooled.")},
        {QStringLiteral("fallbacks"),
            QT_TRANSLATE_NOOP("Fault",
                "Other pools fall back to the pool “%1” (%2). Take it out of their fallback order, then remove it. Of "
                "pools that you do not see, ask somebody who manages them.")},
    };
    return sentences.value(what, poolSentence(Fault::PoolNotEmpty));
}

const char *unseenPoolSentence()
{
    return QT_TRANSLATE_NOOP("Fault",
        "%1 belongs to a pool or process that you do not see. Ask somebody who manages pools for all processes.");
}

const char *exhaustedSentence(const QString &reason)
{
    static const QHash<QString, const char *> sentences{
        {QStringLiteral("empty"),
            QT_TRANSLATE_NOOP("Fault", "The pool “%1” has no number in service. Add numbers, or put some back.")},
        {QStringLiteral("area"),
            QT_TRANSLATE_NOOP("Fault",
                "The pool “%1” has no number of the customer's area, and takes no other. Add some, or let it prefer "
                "the "
                "area instead.")},
        {QStringLiteral("draining"),
            QT_TRANSLATE_NOOP(
                "Fault", "All numbers of the pool “%1” are draining. Put some back into service, or add others.")},
        {QStringLiteral("cooling"),
            QT_TRANSLATE_NOOP("Fault",
                "All numbers of the pool “%1” are cooling. Add numbers, give it a fallback pool, or a shorter "
                "cool-down.")},
        {QStringLiteral("in-use"),
            QT_TRANSLATE_NOOP("Fault",
                "All numbers of the pool “%1” are in use or cooling. Release bindings that are over, add numbers, or "
                "give it a fallback pool.")},
        {QStringLiteral("party"),
            QT_TRANSLATE_NOOP("Fault",
                "The customer or the agent stands on every number of the pool “%1” already. Release bindings that are "
                "over, or add numbers.")},
    };
    return sentences.value(reason, poolSentence(Fault::PoolExhausted));
}

} // namespace callveil
