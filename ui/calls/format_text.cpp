// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/format_text.h"

#include <QCoreApplication>

namespace callveil {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("CallFormat", text);
}

const char *fieldName(CsvField field)
{
    switch (field) {
    case CsvField::Caller:
        return QT_TRANSLATE_NOOP("CallFormat", "Caller");
    case CsvField::Callee:
        return QT_TRANSLATE_NOOP("CallFormat", "Called number");
    case CsvField::Subscriber:
        return QT_TRANSLATE_NOOP("CallFormat", "The one number");
    case CsvField::Customer:
        return QT_TRANSLATE_NOOP("CallFormat", "Customer's number");
    case CsvField::Start:
        return QT_TRANSLATE_NOOP("CallFormat", "Start");
    case CsvField::StartDate:
        return QT_TRANSLATE_NOOP("CallFormat", "Start: date");
    case CsvField::StartTime:
        return QT_TRANSLATE_NOOP("CallFormat", "Start: time of day");
    case CsvField::Answer:
        return QT_TRANSLATE_NOOP("CallFormat", "Answered at");
    case CsvField::End:
        return QT_TRANSLATE_NOOP("CallFormat", "End");
    case CsvField::Duration:
        return QT_TRANSLATE_NOOP("CallFormat", "Duration");
    case CsvField::Billable:
        return QT_TRANSLATE_NOOP("CallFormat", "Billable duration");
    case CsvField::Direction:
        return QT_TRANSLATE_NOOP("CallFormat", "Direction");
    case CsvField::Disposition:
        return QT_TRANSLATE_NOOP("CallFormat", "Disposition");
    case CsvField::Medium:
        return QT_TRANSLATE_NOOP("CallFormat", "Medium");
    case CsvField::LinkId:
        return QT_TRANSLATE_NOOP("CallFormat", "Call id (joins legs)");
    case CsvField::Process:
        return QT_TRANSLATE_NOOP("CallFormat", "Process");
    case CsvField::Campaign:
        return QT_TRANSLATE_NOOP("CallFormat", "Campaign");
    case CsvField::Agent:
        return QT_TRANSLATE_NOOP("CallFormat", "Agent");
    case CsvField::CaseId:
        return QT_TRANSLATE_NOOP("CallFormat", "Case");
    case CsvField::RecordingId:
        return QT_TRANSLATE_NOOP("CallFormat", "Recording");
    case CsvField::Account:
        return QT_TRANSLATE_NOOP("CallFormat", "Account");
    case CsvField::Consent:
        return QT_TRANSLATE_NOOP("CallFormat", "Consent to recording");
    }
    return "";
}

} // namespace

QString formatText(const QString &format)
{
    if (format == QLatin1String("asterisk-csv"))
        return say(QT_TRANSLATE_NOOP("CallFormat", "Asterisk CSV"));
    if (format == QLatin1String("freeswitch-csv"))
        return say(QT_TRANSLATE_NOOP("CallFormat", "FreeSWITCH CSV"));
    if (format == QLatin1String("generic-csv"))
        return say(QT_TRANSLATE_NOOP("CallFormat", "Other CSV"));
    return format;
}

QString csvFieldText(CsvField field)
{
    return say(fieldName(field));
}

QString dateOrderText(DateOrder order)
{
    switch (order) {
    case DateOrder::YearMonthDay:
        return say(QT_TRANSLATE_NOOP("CallFormat", "Year, month, day"));
    case DateOrder::DayMonthYear:
        return say(QT_TRANSLATE_NOOP("CallFormat", "Day, month, year"));
    case DateOrder::MonthDayYear:
        return say(QT_TRANSLATE_NOOP("CallFormat", "Month, day, year"));
    }
    return {};
}

QString durationUnitText(DurationUnit unit)
{
    switch (unit) {
    case DurationUnit::Seconds:
        return say(QT_TRANSLATE_NOOP("CallFormat", "Seconds"));
    case DurationUnit::Milliseconds:
        return say(QT_TRANSLATE_NOOP("CallFormat", "Milliseconds"));
    case DurationUnit::Minutes:
        return say(QT_TRANSLATE_NOOP("CallFormat", "Minutes"));
    case DurationUnit::Clock:
        return say(QT_TRANSLATE_NOOP("CallFormat", "Hours:minutes:seconds"));
    }
    return {};
}

} // namespace callveil
