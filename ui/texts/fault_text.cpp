// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/fault_text.h"

#include "ui/texts/fault_sentences.h"
#include "ui/texts/field_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace callveil {

namespace {

/// What the argument is called by people, where the first one is the key of a field.
bool namesField(Fault fault)
{
    switch (fault) {
    case Fault::NameEmpty:
    case Fault::NameTaken:
    case Fault::TextTooLong:
    case Fault::TextHoldsNumber:
    case Fault::NumberNotPossible:
    case Fault::NumberCharacters:
    case Fault::TimeNotUnderstood:
    case Fault::ChoiceUnknown:
    case Fault::EntryUnknown:
    case Fault::MappingIncomplete:
    case Fault::ProcessUnknownInFile:
    case Fault::ConnectionFileDamaged:
    case Fault::PartyIsProxy:
        return true;
    default:
        return false;
    }
}

/// Puts the arguments in, each once: what an argument contains is never taken for a place.
QString filled(const QString &sentence, const QStringList &args)
{
    QString text;
    for (qsizetype i = 0; i < sentence.size(); ++i) {
        const int digit = sentence[i] == u'%' && i + 1 < sentence.size() ? sentence[i + 1].digitValue() : -1;
        if (digit < 1) {
            text += sentence[i];
            continue;
        }
        text += args.value(digit - 1, QStringLiteral("?"));
        ++i;
    }
    return text;
}

} // namespace

QString faultText(const Error &error)
{
    QStringList args = error.args;
    if (namesField(error.fault))
        args = QStringList(fieldText(args.value(0))) + args.mid(1);
    const char *sentence = sentenceOf(error.fault);
    if (error.fault == Fault::DidElsewhere && args.value(1).isEmpty())
        sentence = unseenPoolSentence();
    if (error.fault == Fault::NotPermitted && args.value(0) == QLatin1String("actual-numbers"))
        sentence = ungrantedSentence();
    if (error.fault == Fault::DatabaseBusy && !args.isEmpty())
        sentence = putOutSentence();
    if (error.fault == Fault::PoolNotEmpty)
        sentence = keptPoolSentence(args.value(2));
    if (error.fault == Fault::PoolExhausted)
        sentence = exhaustedSentence(args.value(1));
    const QString text = filled(QCoreApplication::translate("Fault", sentence), args);
    if (error.fault != Fault::PoolExhausted || args.value(2).isEmpty())
        return text;
    const QDateTime free = QDateTime::fromMSecsSinceEpoch(args.value(2).toLongLong(), Qt::UTC);
    return text + u' '
        + QCoreApplication::translate("Fault", "The next number is free at %1 UTC.")
              .arg(QLocale().toString(free, QStringLiteral("yyyy-MM-dd HH:mm")));
}

} // namespace callveil
