// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/calls/local_calendar.h"
#include "domain/calls/raw_call.h"
#include "domain/number/number_finder.h"
#include "domain/number/number_reader.h"
#include "services/imports/party_sealer.h"
#include "services/rates/rate_book.h"
#include "storage/processes/process_store.h"

namespace callveil {

/// Everything that preparing the calls of one process needs; read from the database once per attempt.
struct PrepareContext {
    Process process;
    PolicyRevision revision;
    VaultKey vault;
    QByteArray fingerprint;
    std::shared_ptr<const WriterKeys> keys;
    QHash<QString, DidId> dids; ///< by E.164
    QHash<QString, AgentId> agentsByExtension, agentsByCode; ///< codes case folded
    QHash<QByteArray, AgentId> agentsByNumber; ///< keyed index
    QHash<QString, CampaignId> campaigns; ///< by nameKey
    CampaignId campaign;
    bool callerIsCustomer = true;
    ReadRates rates; ///< as they were when the attempt began
};

/// A call made ready for storing, with the numbers and epochs that were sealed for it.
struct PreparedCall {
    StagedLeg leg;
    std::vector<StagedNumber> numbers;
    std::vector<EpochSeal> epochs;
};

/// Turns call records as received into what is stored: parties told apart, numbers masked and sealed, rows keyed. One
/// thread. Real numbers stay inside; nothing that leaves holds one unless the policy is Off.
class CallPreparer final {
public:
    explicit CallPreparer(PrepareContext context);

    [[nodiscard]] PreparedCall prepare(const RawCall &call);
    [[nodiscard]] const PrepareContext &context() const { return m_context; }
    /// How many texts were parsed by libphonenumber (the rest came from the cache).
    [[nodiscard]] qint64 parsed() const { return m_parsed; }
    /// How many calls named an agent that is none.
    [[nodiscard]] qint64 unknownAgents() const { return m_unknownAgents; }
    [[nodiscard]] qint64 sidesAssumed() const { return m_sidesAssumed; }

private:
    [[nodiscard]] PhoneNumber readNumber(const std::optional<QString> &text);
    [[nodiscard]] AgentId agentOf(const PhoneNumber &number);
    [[nodiscard]] StagedParty masked(const PhoneNumber &number);
    [[nodiscard]] StagedParty party(const PhoneNumber &number, int month, PreparedCall &call);
    /// `numbers`: the clear ones of the row itself.
    [[nodiscard]] QString clean(const QString &text, const QStringList &numbers);
    /// Answers the clear numbers of the parties.
    [[nodiscard]] QStringList assignParties(const RawCall &raw, PreparedCall &call);
    void rate(StagedLeg &leg, const PhoneNumber &customer, const PhoneNumber &agent) const;

    PrepareContext m_context;
    NumberReader m_reader;
    NumberFinder m_finder;
    PartySealer m_parties;
    LocalCalendar m_calendar;
    QHash<QString, PhoneNumber> m_numbers;
    QHash<QString, StagedParty> m_masked;
    QHash<QString, AgentId> m_agents;
    QHash<std::pair<QString, int>, qint64> m_sealed; ///< by number and month: its staged seq
    QHash<QString, QString> m_clean;
    qint64 m_nextNumber = 0;
    qint64 m_nextLeg = 0;
    qint64 m_parsed = 0;
    qint64 m_unknownAgents = 0;
    qint64 m_sidesAssumed = 0;
};

} // namespace callveil
