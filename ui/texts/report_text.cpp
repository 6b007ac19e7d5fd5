// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/report_text.h"

#include "domain/rating/money.h"
#include "domain/reports/report_rules.h"
#include "ui/texts/platform_text.h"
#include "ui/texts/value_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace callveil {

namespace {

QString word(const char *text)
{
    return QCoreApplication::translate("Report", text);
}

QString dayText(QDate day)
{
    return QLocale().toString(day, word(QT_TRANSLATE_NOOP("Report", "d MMM yyyy")));
}

/// By digits: an amount of money is never a double.
QString moneyText(qint64 micros, const QString &currency, int decimals)
{
    const QLocale locale;
    const QString plain = decimalText(qAbs(micros), decimals);
    const QString amount = (micros < 0 ? locale.negativeSign() : QString())
        + locale.toString(plain.section(u'.', 0, 0).toLongLong()) + locale.decimalPoint() + plain.section(u'.', 1);
    return currency.isEmpty() ? amount : QString(amount + QChar::Nbsp + currency);
}

QString callColumnTitle(ReportColumn column)
{
    switch (column) {
    case ReportColumn::Calls:
        return word(QT_TRANSLATE_NOOP("Report", "Calls"));
    case ReportColumn::AnsweredCalls:
        return word(QT_TRANSLATE_NOOP("Report", "Answered"));
    case ReportColumn::AnsweredShare:
        return word(QT_TRANSLATE_NOOP("Report", "Answered share"));
    case ReportColumn::MaskedCalls:
        return word(QT_TRANSLATE_NOOP("Report", "Masked"));
    case ReportColumn::MaskedShare:
        return word(QT_TRANSLATE_NOOP("Report", "Masked share"));
    case ReportColumn::Legs:
        return word(QT_TRANSLATE_NOOP("Report", "Legs"));
    case ReportColumn::TalkTime:
        return word(QT_TRANSLATE_NOOP("Report", "Talk time"));
    case ReportColumn::AverageTalk:
        return word(QT_TRANSLATE_NOOP("Report", "Average talk time"));
    case ReportColumn::BillableTime:
        return word(QT_TRANSLATE_NOOP("Report", "Billable time"));
    case ReportColumn::UnratedLegs:
        return word(QT_TRANSLATE_NOOP("Report", "Legs without a rate"));
    case ReportColumn::RatedLegs:
        return word(QT_TRANSLATE_NOOP("Report", "Legs with a cost"));
    case ReportColumn::Cost:
        return word(QT_TRANSLATE_NOOP("Report", "Cost"));
    case ReportColumn::Recharge:
        return word(QT_TRANSLATE_NOOP("Report", "Recharge"));
    default:
        return {};
    }
}

} // namespace

QString reportTitle(ReportKind kind)
{
    switch (kind) {
    case ReportKind::MaskedCalls:
        return word(QT_TRANSLATE_NOOP("Report", "Masked calls per period"));
    case ReportKind::AverageDuration:
        return word(QT_TRANSLATE_NOOP("Report", "Average duration"));
    case ReportKind::PoolUtilisation:
        return word(QT_TRANSLATE_NOOP("Report", "Pool utilisation"));
    case ReportKind::Cost:
        return word(QT_TRANSLATE_NOOP("Report", "Cost"));
    case ReportKind::AgentActivity:
        return word(QT_TRANSLATE_NOOP("Report", "Agent activity"));
    case ReportKind::LateCallbacks:
        return word(QT_TRANSLATE_NOOP("Report", "Late callbacks"));
    case ReportKind::Reveals:
        return word(QT_TRANSLATE_NOOP("Report", "Reveals"));
    case ReportKind::OptOuts:
        return word(QT_TRANSLATE_NOOP("Report", "Opt-outs"));
    }
    return {};
}

QString reportExplanation(ReportKind kind)
{
    switch (kind) {
    case ReportKind::MaskedCalls:
        return word(QT_TRANSLATE_NOOP("Report", "Calls, and how many of them were written while numbers were masked."));
    case ReportKind::AverageDuration:
        return word(QT_TRANSLATE_NOOP("Report", "How long people talked: talk time over answered calls."));
    case ReportKind::PoolUtilisation:
        return word(QT_TRANSLATE_NOOP("Report",
            "How full the number pools were: bound and cooling numbers of all; where a number serves many pairs, as "
            "full "
            "as a pool is for its busiest party. Means of the fullest moment of each hour."));
    case ReportKind::Cost:
        return word(QT_TRANSLATE_NOOP("Report",
            "What legs cost and what is charged on, for each currency. Legs without a rate are counted and are in no "
            "sum."));
    case ReportKind::AgentActivity:
        return word(QT_TRANSLATE_NOOP("Report", "How many calls each agent had, and how long they talked."));
    case ReportKind::LateCallbacks:
        return word(QT_TRANSLATE_NOOP(
            "Report", "Calls to proxy numbers that lead nowhere any more. They are kept for 90 days."));
    case ReportKind::Reveals:
        return word(QT_TRANSLATE_NOOP("Report",
            "Requests for actual numbers, by whoever asked: granted, denied, and how many numbers were given out."));
    case ReportKind::OptOuts:
        return word(QT_TRANSLATE_NOOP("Report",
            "Opt-outs that still stand, by the day on which they were noted. Those that were lifted are in none."));
    }
    return {};
}

QString columnTitle(ReportColumn column)
{
    switch (column) {
    case ReportColumn::PoolNumbers:
        return word(QT_TRANSLATE_NOOP("Report", "Numbers"));
    case ReportColumn::BoundNumbers:
        return word(QT_TRANSLATE_NOOP("Report", "Bound"));
    case ReportColumn::Utilisation:
        return word(QT_TRANSLATE_NOOP("Report", "Utilisation"));
    case ReportColumn::PeakUtilisation:
        return word(QT_TRANSLATE_NOOP("Report", "Peak utilisation"));
    case ReportColumn::LateCalls:
        return word(QT_TRANSLATE_NOOP("Report", "Late calls"));
    case ReportColumn::Granted:
        return word(QT_TRANSLATE_NOOP("Report", "Granted"));
    case ReportColumn::Denied:
        return word(QT_TRANSLATE_NOOP("Report", "Denied"));
    case ReportColumn::Persons:
        return word(QT_TRANSLATE_NOOP("Report", "Numbers given out"));
    case ReportColumn::OptOuts:
        return word(QT_TRANSLATE_NOOP("Report", "Opt-outs"));
    default:
        return callColumnTitle(column);
    }
}

QString stepName(ReportStep step)
{
    switch (step) {
    case ReportStep::Day:
        return word(QT_TRANSLATE_NOOP("Report", "By day"));
    case ReportStep::Week:
        return word(QT_TRANSLATE_NOOP("Report", "By week"));
    case ReportStep::Month:
        return word(QT_TRANSLATE_NOOP("Report", "By month"));
    case ReportStep::Whole:
        return word(QT_TRANSLATE_NOOP("Report", "Whole period"));
    }
    return {};
}

QString groupName(ReportBy by)
{
    switch (by) {
    case ReportBy::Nothing:
        return word(QT_TRANSLATE_NOOP("Report", "Everything together"));
    case ReportBy::Process:
        return word(QT_TRANSLATE_NOOP("Report", "Process"));
    case ReportBy::Campaign:
        return word(QT_TRANSLATE_NOOP("Report", "Campaign"));
    case ReportBy::Project:
        return word(QT_TRANSLATE_NOOP("Report", "Project"));
    case ReportBy::Account:
        return word(QT_TRANSLATE_NOOP("Report", "Account"));
    case ReportBy::Country:
        return word(QT_TRANSLATE_NOOP("Report", "Country"));
    case ReportBy::Agent:
        return word(QT_TRANSLATE_NOOP("Report", "Agent"));
    case ReportBy::Pool:
        return word(QT_TRANSLATE_NOOP("Report", "Pool"));
    case ReportBy::Person:
        return word(QT_TRANSLATE_NOOP("Report", "Person"));
    case ReportBy::Brand:
        return word(QT_TRANSLATE_NOOP("Report", "Brand"));
    }
    return {};
}

QString memberText(ReportBy by, const QString &member)
{
    if (by == ReportBy::Nothing)
        return {};
    if (member.isEmpty())
        return word(QT_TRANSLATE_NOOP("Report", "None"));
    return by == ReportBy::Country ? countryText(member) : member;
}

QString figureText(ReportColumn column, qint64 value, const QString &currency, int decimals)
{
    const QLocale locale;
    switch (unitOf(column)) {
    case ReportUnit::Count:
        return locale.toString(value);
    case ReportUnit::Milliseconds:
        return durationText((value + 500) / 1000);
    case ReportUnit::PerMille:
        return locale.toString(double(value) / 10, 'f', 1) + QChar::Nbsp + locale.percent();
    case ReportUnit::Micros:
        return moneyText(value, currency, decimals);
    }
    return {};
}

QString periodText(QDate begins, QDate ends, ReportStep step)
{
    // Weeks and months that the period cuts are told by their days.
    if (step == ReportStep::Week && begins.dayOfWeek() == Qt::Monday && ends.dayOfWeek() == Qt::Sunday)
        return word(QT_TRANSLATE_NOOP("Report", "Week of %1")).arg(dayText(begins));
    if (step == ReportStep::Month && begins.day() == 1 && ends.day() == ends.daysInMonth())
        return QLocale().toString(begins, word(QT_TRANSLATE_NOOP("Report", "MMM yyyy")));
    return spanText(begins, ends);
}

QString spanText(QDate from, QDate to)
{
    if (from == to)
        return dayText(from);
    return word(QT_TRANSLATE_NOOP("Report", "%1 – %2")).arg(dayText(from), dayText(to));
}

QString reportDaysText(ReportKind kind)
{
    return isOfProcesses(kind)
        ? word(QT_TRANSLATE_NOOP("Report", "A call is of the day on which it began in its process's time zone."))
        : word(QT_TRANSLATE_NOOP("Report", "Days are those of UTC."));
}

ReportWords reportWords()
{
    return {&reportTitle, &spanText, &reportDaysText, &columnTitle, &groupName, &memberText, &figureText, &periodText,
        word(QT_TRANSLATE_NOOP("Report", "Period")), word(QT_TRANSLATE_NOOP("Report", "Currency")),
        word(QT_TRANSLATE_NOOP("Report", "%1, before")), word(QT_TRANSLATE_NOOP("Report", "compared with %1")),
        word(QT_TRANSLATE_NOOP("Report", "Total")), word(QT_TRANSLATE_NOOP("Report", "time zone of each process")),
        word(QT_TRANSLATE_NOOP("Report", "Page %1"))};
}

} // namespace callveil
