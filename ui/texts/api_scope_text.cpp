// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/api_scope_text.h"

#include <QCoreApplication>

namespace callveil {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("ApiScope", text);
}

} // namespace

QString apiScopeText(ApiScope scope)
{
    switch (scope) {
    case ApiScope::Bindings:
        return say(QT_TRANSLATE_NOOP("ApiScope", "Bindings"));
    case ApiScope::Pools:
        return say(QT_TRANSLATE_NOOP("ApiScope", "Pools"));
    case ApiScope::Route:
        return say(QT_TRANSLATE_NOOP("ApiScope", "Routes"));
    case ApiScope::OptOuts:
        return say(QT_TRANSLATE_NOOP("ApiScope", "Opt-outs"));
    case ApiScope::Records:
        return say(QT_TRANSLATE_NOOP("ApiScope", "Call records"));
    }
    return {};
}

QString apiScopeHelp(ApiScope scope)
{
    switch (scope) {
    case ApiScope::Bindings:
        return say(QT_TRANSLATE_NOOP("ApiScope", "Makes, looks up, extends and releases bindings of all processes."));
    case ApiScope::Pools:
        return say(QT_TRANSLATE_NOOP("ApiScope", "Asks how full the pools are."));
    case ApiScope::Route:
        return say(QT_TRANSLATE_NOOP("ApiScope",
            "Asks where a call goes. The answer holds the real number of the called party: for switches alone. "
            "Only somebody who may view the actual numbers of all processes makes such a key."));
    case ApiScope::OptOuts:
        return say(QT_TRANSLATE_NOOP("ApiScope", "Notes who wants no calls over the numbers of a brand."));
    case ApiScope::Records:
        return say(QT_TRANSLATE_NOOP("ApiScope", "Hands in call records and what happens during calls."));
    }
    return {};
}

} // namespace callveil
