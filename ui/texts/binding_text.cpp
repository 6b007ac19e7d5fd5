// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/binding_text.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

namespace callveil {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("Binding", text);
}

/// The party whose number it is; the pair's where the model binds one.
QString ownText(BindingModel model)
{
    switch (model) {
    case BindingModel::Session:
    case BindingModel::Case:
        return say(QT_TRANSLATE_NOOP("Binding", "The number that this pair had before."));
    case BindingModel::Agent:
        return say(QT_TRANSLATE_NOOP("Binding", "The agent's own number."));
    case BindingModel::Customer:
        return say(QT_TRANSLATE_NOOP("Binding", "The customer's own number."));
    }
    return {};
}

/// How many the pool had to choose from.
QString freeText(const DidChoice &choice)
{
    const QString all = QLocale().toString(choice.inService);
    if (choice.free == 0)
        return say(QT_TRANSLATE_NOOP("Binding", "each of the %1 numbers had a binding already")).arg(all);
    return say(QT_TRANSLATE_NOOP("Binding", "%1 of %2 numbers were free")).arg(QLocale().toString(choice.free), all);
}

QString matchText(const Binding &binding)
{
    const QString free = freeText(binding.choice);
    switch (binding.choice.match) {
    case DidMatch::ByHand:
        return say(QT_TRANSLATE_NOOP("Binding", "Named by hand."));
    case DidMatch::SameArea:
        return say(QT_TRANSLATE_NOOP("Binding", "Same area code %1; %2.")).arg(binding.area, free);
    case DidMatch::SameRegion:
        return say(QT_TRANSLATE_NOOP("Binding", "Same region as the customer; %1.")).arg(free);
    case DidMatch::SameCountry:
        return say(QT_TRANSLATE_NOOP("Binding", "No number of the customer's area was free; %1.")).arg(free);
    case DidMatch::LeastUsed:
        return say(QT_TRANSLATE_NOOP("Binding", "Least recently used; %1.")).arg(free);
    case DidMatch::Own:
        return ownText(binding.model);
    }
    return {};
}

} // namespace

QString bindingModelText(BindingModel model)
{
    switch (model) {
    case BindingModel::Session:
        return say(QT_TRANSLATE_NOOP("Binding", "Session"));
    case BindingModel::Case:
        return say(QT_TRANSLATE_NOOP("Binding", "Case"));
    case BindingModel::Agent:
        return say(QT_TRANSLATE_NOOP("Binding", "Agent's own number"));
    case BindingModel::Customer:
        return say(QT_TRANSLATE_NOOP("Binding", "Customer's own number"));
    }
    return {};
}

QString bindingModelExplanation(BindingModel model)
{
    switch (model) {
    case BindingModel::Session:
        return say(QT_TRANSLATE_NOOP("Binding", "The two reach each other over the number until the binding ends."));
    case BindingModel::Case:
        return say(
            QT_TRANSLATE_NOOP("Binding", "As a session, for one case or order: each case of the two has its own."));
    case BindingModel::Agent:
        return say(QT_TRANSLATE_NOOP(
            "Binding", "The number is the agent's alone: whoever calls it reaches the agent, who calls back over it."));
    case BindingModel::Customer:
        return say(QT_TRANSLATE_NOOP("Binding",
            "The number is the customer's alone: whoever calls it reaches the customer, who calls back over it."));
    }
    return {};
}

QString bindingStateText(BindingState state)
{
    switch (state) {
    case BindingState::Active:
        return say(QT_TRANSLATE_NOOP("Binding", "Active"));
    case BindingState::Cooling:
        return say(QT_TRANSLATE_NOOP("Binding", "Cooling"));
    case BindingState::Ended:
        return say(QT_TRANSLATE_NOOP("Binding", "Ended"));
    }
    return {};
}

QString recordingText(RecordingChoice recording)
{
    switch (recording) {
    case RecordingChoice::No:
        return say(QT_TRANSLATE_NOOP("Binding", "Off"));
    case RecordingChoice::Yes:
        return say(QT_TRANSLATE_NOOP("Binding", "On"));
    case RecordingChoice::AsPool:
        return say(QT_TRANSLATE_NOOP("Binding", "As the pool"));
    }
    return {};
}

QString endCauseText(EndCause cause)
{
    switch (cause) {
    case EndCause::Expired:
        return say(QT_TRANSLATE_NOOP("Binding", "Expired"));
    case EndCause::Released:
        return say(QT_TRANSLATE_NOOP("Binding", "Released"));
    case EndCause::Idle:
        return say(QT_TRANSLATE_NOOP("Binding", "Ended when idle"));
    case EndCause::CaseClosed:
        return say(QT_TRANSLATE_NOOP("Binding", "Case closed"));
    }
    return {};
}

QString expiryTemplateText(const ExpiryTemplate &of)
{
    static const QHash<QString, const char *> names{
        {QStringLiteral("ride"), QT_TRANSLATE_NOOP("Binding", "Ride (1 h)")},
        {QStringLiteral("food-delivery"), QT_TRANSLATE_NOOP("Binding", "Food delivery (2 h)")},
        {QStringLiteral("service-visit"), QT_TRANSLATE_NOOP("Binding", "Service visit (24 h)")},
        {QStringLiteral("support"), QT_TRANSLATE_NOOP("Binding", "Support (72 h)")},
        {QStringLiteral("property"), QT_TRANSLATE_NOOP("Binding", "Property (7 d)")},
    };
    return say(names.value(QLatin1String(of.key), of.key));
}

QString choiceText(const Binding &binding, const QString &askedPool)
{
    QString text = matchText(binding);
    if (binding.pool == binding.askedPool)
        return text;
    text += u' ';
    if (binding.poolName.isEmpty() || askedPool.isEmpty())
        text += say(QT_TRANSLATE_NOOP("Binding", "From a fallback pool, because the one that was asked had none."));
    else
        text += say(QT_TRANSLATE_NOOP("Binding", "From the fallback pool %1, because %2 had none."))
                    .arg(binding.poolName, askedPool);
    return text;
}

} // namespace callveil
