// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/generic_csv_reader.h"

#include "exchange/calls/consent_words.h"

namespace callveil {

namespace {

/// Rings and refusals last, but nobody talked.
bool wasTalkedTo(Disposition disposition)
{
    return disposition == Disposition::Unknown || disposition == Disposition::Answered
        || disposition == Disposition::Voicemail;
}

} // namespace

GenericCsvReader::GenericCsvReader(CsvSource source, CsvMapping mapping, char decimalSign)
    : CsvCallReader(std::move(source)), m_mapping(std::move(mapping)), m_words(m_mapping), m_decimalSign(decimalSign)
{
    for (const int mapped : std::as_const(m_mapping.columns))
        m_least = qMax(m_least, mapped + 1);
}

QStringList GenericCsvReader::unusedColumns() const
{
    const QList<int> used = m_mapping.columns.values();
    QStringList unused;
    for (int each = 0; each < headerSize(); ++each)
        if (!used.contains(each))
            unused.append(names().name(each));
    return unused;
}

RawCall GenericCsvReader::read(const CsvRow &row, RowValues &values)
{
    RawCall call;
    if (!checkWidth(row, values))
        return call;
    readWords(call, values);
    readParties(call, values);
    readTimes(call, values);
    readBillable(call, values);
    readTexts(call, values);
    return call;
}

/// Fields beyond the header, unless empty, mean that a delimiter inside a value has moved the columns.
bool GenericCsvReader::checkWidth(const CsvRow &row, RowValues &values) const
{
    if (row.size() < m_least) {
        values.refuse(RowFault::TooFewFields);
        return false;
    }
    for (int extra = headerSize(); headerSize() > 0 && extra < row.size(); ++extra) {
        if (!row.field(extra).isEmpty()) {
            values.refuse(RowFault::TooManyFields);
            return false;
        }
    }
    return true;
}

void GenericCsvReader::readWords(RawCall &call, RowValues &values)
{
    const int directionColumn = column(CsvField::Direction);
    const CallWords direction = m_words.lookUp(values.cell(directionColumn));
    if (direction.isEmpty() && !values.cell(directionColumn).isEmpty())
        values.refuse(RowFault::DirectionNotUnderstood, directionColumn);
    call.direction = direction.direction.value_or(Direction::Unknown);
    call.disposition =
        m_words.lookUp(values.cell(column(CsvField::Disposition))).disposition.value_or(Disposition::Unknown);
    call.medium = m_words.lookUp(values.cell(column(CsvField::Medium))).medium.value_or(Medium::Voice);
}

/// With a subscriber or a customer the direction tells which side it is; caller and callee columns say it themselves.
void GenericCsvReader::readParties(RawCall &call, RowValues &values) const
{
    const auto party = [&](CsvField field) {
        return column(field) >= 0 ? std::optional(values.number(column(field))) : std::nullopt;
    };
    call.caller = party(CsvField::Caller);
    call.callee = party(CsvField::Callee);
    const bool inbound = call.direction == Direction::Inbound;
    if (column(CsvField::Subscriber) >= 0)
        placeOneParty(call, party(CsvField::Subscriber), !inbound);
    if (column(CsvField::Customer) < 0)
        return;
    const bool usual = call.direction != Direction::Outbound && m_mapping.callerIsCustomer;
    placeOneParty(call, party(CsvField::Customer), inbound || usual);
}

/// What stands on that side already is of the other side, unless that one is known.
void GenericCsvReader::placeOneParty(RawCall &call, const std::optional<QString> &number, bool calls) const
{
    std::optional<QString> &side = calls ? call.caller : call.callee;
    std::optional<QString> &other = calls ? call.callee : call.caller;
    if (!other)
        other = side;
    side = number;
}

void GenericCsvReader::readTimes(RawCall &call, RowValues &values) const
{
    call.startedAt = column(CsvField::Start) >= 0
        ? values.start(column(CsvField::Start))
        : values.startOf(column(CsvField::StartDate), column(CsvField::StartTime));
    call.answeredAt = values.later(column(CsvField::Answer));
    call.endedAt = values.later(column(CsvField::End));
}

void GenericCsvReader::readBillable(RawCall &call, RowValues &values) const
{
    const DurationUnit unit = m_mapping.durationUnit;
    const std::optional<qint64> billable = values.seconds(column(CsvField::Billable), unit, m_decimalSign);
    std::optional<qint64> duration = values.seconds(column(CsvField::Duration), unit, m_decimalSign);
    if (call.endedAt && !values.reject())
        settleTimes(call, values, duration);
    if (!duration && call.endedAt && !values.reject()) {
        if (*call.endedAt < call.startedAt)
            values.refuse(RowFault::DurationNegative, column(CsvField::End));
        duration = (*call.endedAt - call.startedAt + 500) / 1000;
    }
    if (call.disposition == Disposition::Unknown && (call.answeredAt || billable.value_or(0) > 0))
        call.disposition = Disposition::Answered;
    if (call.medium != Medium::Voice)
        call.billableSeconds = 0;
    else if (billable)
        call.billableSeconds = *billable;
    else if (wasTalkedTo(call.disposition))
        call.billableSeconds = duration.value_or(0);
}

void GenericCsvReader::settleTimes(RawCall &call, RowValues &values, std::optional<qint64> duration) const
{
    QByteArray start = values.cell(column(CsvField::Start)).toByteArray();
    if (column(CsvField::Start) < 0)
        start = values.cell(column(CsvField::StartDate)).toByteArray() + ' '
            + values.cell(column(CsvField::StartTime)).toByteArray();
    const auto length = duration ? std::optional(*duration * 1000) : std::nullopt;
    values.settleRepeatedHour(start, values.cell(column(CsvField::End)), call, length);
}

void GenericCsvReader::readTexts(RawCall &call, const RowValues &values) const
{
    call.linkId = values.text(column(CsvField::LinkId));
    call.recordingId = values.text(column(CsvField::RecordingId));
    call.caseId = values.text(column(CsvField::CaseId));
    call.accountCode = values.text(column(CsvField::Account));
    call.consent = consentOf(values.cell(column(CsvField::Consent)));
    call.processName = values.text(column(CsvField::Process));
    call.campaignName = values.text(column(CsvField::Campaign));
    call.agentCode = values.text(column(CsvField::Agent));
}

} // namespace callveil
