// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/calls/local_calendar.h"
#include "domain/number/number_reader.h"
#include "domain/platform/call_record.h"
#include "services/records/record_writers.h"
#include "services/routes/binding_fit.h"
#include "storage/records/bound_call_store.h"

namespace callveil {

/// A call record with what is known of it.
struct RecordedCall {
    SpooledRecord record;
    QString did; ///< E.164
    const BoundCall *bound = nullptr; ///< that it went over
    const BoundCall *owner = nullptr; ///< of one without: of the party whose number it is, at that time
};

/// Makes legs of the call records of one process: opens what a service has of their numbers, masks and seals it. What
/// is opened is wiped before the next one. One batch, one thread.
class RecordLegs final {
public:
    RecordLegs(RecordWriter &writer, const Identity &me);

    /// The next leg; its numbers are among takeNumbers().
    [[nodiscard]] StagedLeg leg(const RecordedCall &call);
    [[nodiscard]] std::vector<StagedNumber> takeNumbers() { return std::move(m_numbers); }

private:
    /// A side of a binding, made ready for one month.
    struct Party {
        StagedParty staged;
        QString country, area, zone;
        int shape = 0;
    };
    using PartyKey = std::tuple<BindingId, PartySide, int>;

    [[nodiscard]] const Party &party(const BoundCall &bound, PartySide side, int month);
    [[nodiscard]] PhoneNumber numberOf(const BoundCall &bound, PartySide side) const;
    [[nodiscard]] PhoneNumber shownOf(const BoundCall &bound, PartySide side) const;
    /// Whether the binding's masked texts were surely made under the revision in force.
    [[nodiscard]] bool isMaskedAlike(const BoundCall &bound) const;
    void setCustomer(StagedLeg &leg, const BoundCall &bound);
    void setAgent(StagedLeg &leg, const BoundCall &bound);
    void setStranger(StagedLeg &leg, const RecordedCall &call);
    void rate(StagedLeg &leg, const RecordedCall &call);

    RecordWriter &m_writer;
    CopyOpener m_copies;
    BindingFit m_fit;
    WriterKeys m_keys;
    NumberReader m_reader;
    LocalCalendar m_calendar;
    std::map<PartyKey, Party> m_parties;
    std::vector<StagedNumber> m_numbers;
    QString m_customerZone, m_agentZone; ///< of the leg that is being made
    qint64 m_lastLeg = 0, m_lastNumber = 0;
};

} // namespace callveil
