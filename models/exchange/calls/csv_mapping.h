// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/calls/call_kinds.h"

#include <QHash>
#include <QJsonObject>
#include <QMap>

namespace callveil {

/// What a column of a call record file can mean.
enum class CsvField {
    Caller,
    Callee,
    Subscriber, ///< the one number of a row: the organisation's own, on the side that the direction tells
    Customer, ///< the customer's number, on the opposite side
    Start,
    StartDate,
    StartTime, ///< Start, or a date and a time column
    Answer,
    End,
    Duration,
    Billable,
    Direction,
    Disposition,
    Medium,
    LinkId,
    Process,
    Campaign,
    Agent,
    CaseId,
    RecordingId,
    Account,
    Consent, ///< to being recorded
};

enum class DateOrder { YearMonthDay, DayMonthYear, MonthDayYear };
enum class DurationUnit { Seconds, Milliseconds, Minutes, Clock }; ///< Clock: HH:MM:SS or MM:SS

/// How a CSV file's columns become a call record; what the mapping page edits and a named profile saves.
struct CsvMapping {
    /// Words with more digits could hold a telephone number, and mappings are stored in clear.
    static constexpr int mostWordDigits = 3;

    QChar delimiter = u',';
    bool header = true;
    QString encoding; ///< "UTF-8", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "windows-1252"; empty: detect
    QMap<CsvField, int> columns; ///< column numbers from 0
    DateOrder dateOrder = DateOrder::YearMonthDay;
    QString zone; ///< IANA id; empty: the process's zone
    DurationUnit durationUnit = DurationUnit::Seconds;
    QHash<QString, Direction> directionWords; ///< lower case
    QHash<QString, Disposition> dispositionWords; ///< lower case
    QHash<QString, Medium> mediumWords; ///< lower case
    bool callerIsCustomer = true; ///< who the customer is when neither DIDs, agents nor the direction tell

    /// Fails with MappingIncomplete (arg: the field) when no column says when a call started. A file without any party
    /// column is allowed.
    [[nodiscard]] Result<void> check() const;
    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static Result<CsvMapping> fromJson(const QJsonObject &json);
};

} // namespace callveil
