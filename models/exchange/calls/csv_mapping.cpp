// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/csv_mapping.h"

#include "exchange/text/text_encoding.h"

#include <QJsonArray>
#include <QTimeZone>

#include <array>
#include <utility>

namespace callveil {

namespace {

template <typename Value, size_t Count>
using Names = std::array<std::pair<Value, QLatin1String>, Count>;

constexpr Names<CsvField, 22> s_fields{{
    {CsvField::Caller, QLatin1String("caller")},
    {CsvField::Callee, QLatin1String("callee")},
    {CsvField::Subscriber, QLatin1String("subscriber")},
    {CsvField::Customer, QLatin1String("customer")},
    {CsvField::Start, QLatin1String("start")},
    {CsvField::StartDate, QLatin1String("startDate")},
    {CsvField::StartTime, QLatin1String("startTime")},
    {CsvField::Answer, QLatin1String("answer")},
    {CsvField::End, QLatin1String("end")},
    {CsvField::Duration, QLatin1String("duration")},
    {CsvField::Billable, QLatin1String("billable")},
    {CsvField::Direction, QLatin1String("direction")},
    {CsvField::Disposition, QLatin1String("disposition")},
    {CsvField::Medium, QLatin1String("medium")},
    {CsvField::LinkId, QLatin1String("linkId")},
    {CsvField::Process, QLatin1String("process")},
    {CsvField::Campaign, QLatin1String("campaign")},
    {CsvField::Agent, QLatin1String("agent")},
    {CsvField::CaseId, QLatin1String("caseId")},
    {CsvField::RecordingId, QLatin1String("recordingId")},
    {CsvField::Account, QLatin1String("account")},
    {CsvField::Consent, QLatin1String("consent")},
}};
constexpr Names<DateOrder, 3> s_dateOrders{{
    {DateOrder::YearMonthDay, QLatin1String("yearMonthDay")},
    {DateOrder::DayMonthYear, QLatin1String("dayMonthYear")},
    {DateOrder::MonthDayYear, QLatin1String("monthDayYear")},
}};
constexpr Names<DurationUnit, 4> s_durationUnits{{
    {DurationUnit::Seconds, QLatin1String("seconds")},
    {DurationUnit::Milliseconds, QLatin1String("milliseconds")},
    {DurationUnit::Minutes, QLatin1String("minutes")},
    {DurationUnit::Clock, QLatin1String("clock")},
}};
constexpr Names<Direction, 4> s_directions{{
    {Direction::Unknown, QLatin1String("unknown")},
    {Direction::Inbound, QLatin1String("inbound")},
    {Direction::Outbound, QLatin1String("outbound")},
    {Direction::Internal, QLatin1String("internal")},
}};
constexpr Names<Disposition, 7> s_dispositions{{
    {Disposition::Unknown, QLatin1String("unknown")},
    {Disposition::Answered, QLatin1String("answered")},
    {Disposition::NoAnswer, QLatin1String("noAnswer")},
    {Disposition::Busy, QLatin1String("busy")},
    {Disposition::Failed, QLatin1String("failed")},
    {Disposition::Cancelled, QLatin1String("cancelled")},
    {Disposition::Voicemail, QLatin1String("voicemail")},
}};
constexpr Names<Medium, 3> s_media{{
    {Medium::Voice, QLatin1String("voice")},
    {Medium::Sms, QLatin1String("sms")},
    {Medium::Other, QLatin1String("other")},
}};

template <typename Value, size_t Count>
QString nameOf(const Names<Value, Count> &names, Value value)
{
    for (const auto &[known, name] : names) {
        if (known == value)
            return name;
    }
    return {};
}

tl::unexpected<Error> notAChoice(const QString &field, const QString &given, const QStringList &allowed)
{
    return fail(ErrorCode::Invalid, Fault::ChoiceUnknown, {field, given, allowed.join(u", ")});
}

template <typename Value, size_t Count>
Result<Value> valueOf(const Names<Value, Count> &names, const QString &field, const QString &given)
{
    QStringList allowed;
    for (const auto &[value, name] : names) {
        if (given == name)
            return value;
        allowed.append(name);
    }
    return notAChoice(field, given, allowed);
}

template <typename Value, size_t Count>
QJsonObject wordsToJson(const Names<Value, Count> &names, const QHash<QString, Value> &words)
{
    QJsonObject json;
    for (auto word = words.begin(); word != words.end(); ++word)
        json.insert(word.key(), nameOf(names, word.value()));
    return json;
}

template <typename Value, size_t Count>
Result<void> readWords(
    const Names<Value, Count> &names, const QJsonObject &json, const QString &field, QHash<QString, Value> &words)
{
    const QJsonObject object = json.value(field).toObject();
    for (auto word = object.begin(); word != object.end(); ++word) {
        const Result<Value> value = valueOf(names, field, word->toString());
        if (!value)
            return failed(value);
        words.insert(word.key().toLower(), *value);
    }
    return {};
}

Result<void> readColumns(const QJsonObject &json, QMap<CsvField, int> &columns)
{
    const QJsonObject object = json.value(QLatin1String("columns")).toObject();
    for (auto column = object.begin(); column != object.end(); ++column) {
        const Result<CsvField> field = valueOf(s_fields, QStringLiteral("columns"), column.key());
        if (!field)
            return failed(field);
        const int number = column->toInt(-1);
        if (number < 0)
            return notAChoice(column.key(), column->toVariant().toString(), {QStringLiteral("0, 1, 2")});
        columns.insert(*field, number);
    }
    return {};
}

template <typename Value, size_t Count>
Result<void> readChoice(const Names<Value, Count> &names, const QJsonObject &json, const QString &field, Value &value)
{
    if (!json.contains(field))
        return {};
    const Result<Value> read = valueOf(names, field, json.value(field).toString());
    if (!read)
        return failed(read);
    value = *read;
    return {};
}

bool isDelimiter(QChar delimiter)
{
    const char16_t c = delimiter.unicode();
    return c < 0x80 && c != 0 && c != u'"' && c != u'\n' && c != u'\r' && !delimiter.isLetterOrNumber();
}

} // namespace

Result<void> CsvMapping::check() const
{
    if (!columns.contains(CsvField::Start) && !columns.contains(CsvField::StartDate))
        return fail(ErrorCode::Invalid, Fault::MappingIncomplete, {nameOf(s_fields, CsvField::Start)});
    if (!isDelimiter(delimiter))
        return notAChoice(QStringLiteral("delimiter"), delimiter, {QStringLiteral(", ; TAB |")});
    if (!encoding.isEmpty() && !encodingOf(encoding))
        return notAChoice(QStringLiteral("encoding"), encoding, encodingNames());
    if (!zone.isEmpty() && !QTimeZone(zone.toUtf8()).isValid())
        return fail(ErrorCode::Invalid, Fault::TimeZoneUnknown, {zone});
    return {};
}

QJsonObject CsvMapping::toJson() const
{
    QJsonObject columnNumbers;
    for (auto column = columns.begin(); column != columns.end(); ++column)
        columnNumbers.insert(nameOf(s_fields, column.key()), column.value());
    return {
        {QStringLiteral("delimiter"), QString(delimiter)},
        {QStringLiteral("header"), header},
        {QStringLiteral("encoding"), encoding},
        {QStringLiteral("columns"), columnNumbers},
        {QStringLiteral("dateOrder"), nameOf(s_dateOrders, dateOrder)},
        {QStringLiteral("zone"), zone},
        {QStringLiteral("durationUnit"), nameOf(s_durationUnits, durationUnit)},
        {QStringLiteral("directionWords"), wordsToJson(s_directions, directionWords)},
        {QStringLiteral("dispositionWords"), wordsToJson(s_dispositions, dispositionWords)},
        {QStringLiteral("mediumWords"), wordsToJson(s_media, mediumWords)},
        {QStringLiteral("callerIsCustomer"), callerIsCustomer},
    };
}

Result<CsvMapping> CsvMapping::fromJson(const QJsonObject &json)
{
    CsvMapping mapping;
    const QString delimiter = json.value(QLatin1String("delimiter")).toString(QStringLiteral(","));
    if (delimiter.size() != 1)
        return notAChoice(QStringLiteral("delimiter"), delimiter, {QStringLiteral(", ; TAB |")});
    mapping.delimiter = delimiter.front();
    mapping.header = json.value(QLatin1String("header")).toBool(true);
    mapping.encoding = json.value(QLatin1String("encoding")).toString();
    mapping.zone = json.value(QLatin1String("zone")).toString();
    mapping.callerIsCustomer = json.value(QLatin1String("callerIsCustomer")).toBool(true);
    const Result<void> read =
        readColumns(json, mapping.columns)
            .and_then([&] { return readChoice(s_dateOrders, json, QStringLiteral("dateOrder"), mapping.dateOrder); })
            .and_then(
                [&] { return readChoice(s_durationUnits, json, QStringLiteral("durationUnit"), mapping.durationUnit); })
            .and_then(
                [&] { return readWords(s_directions, json, QStringLiteral("directionWords"), mapping.directionWords); })
            .and_then([&] {
                return readWords(s_dispositions, json, QStringLiteral("dispositionWords"), mapping.dispositionWords);
            })
            .and_then([&] { return readWords(s_media, json, QStringLiteral("mediumWords"), mapping.mediumWords); })
            .and_then([&] { return mapping.check(); });
    if (!read)
        return failed(read);
    return mapping;
}

} // namespace callveil
