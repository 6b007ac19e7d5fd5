// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/number/phone_number.h"
#include "services/bindings/binding_order.h"
#include "services/bindings/did_book.h"
#include "services/routes/route_copies.h"
#include "storage/people/identity.h"
#include "storage/processes/process_store.h"
#include "storage/vault/route_keys.h"

namespace callveil {

/// Who a binding is between, as far as the order tells: read, hashed, sealed and masked.
class BindingParties final {
public:
    BindingParties(Connection &connection, const Identity &me, Process process, const DidBook &dids);
    ~BindingParties();
    BindingParties(const BindingParties &) = delete;
    BindingParties &operator=(const BindingParties &) = delete;

    /// Fails with NumberNotPossible, NumberCharacters, PartyIsProxy.
    [[nodiscard]] Result<void> setCustomer(const QString &typed);
    /// Fails also with AgentUnknown, AgentWithoutNumber, and PartiesSame when a customer was set.
    [[nodiscard]] Result<void> setAgent(const AgentOrder &order);
    /// TextHoldsNumber for a case that is one of the numbers, and what checkLabel() fails with.
    [[nodiscard]] Result<void> checkCase(const QString &caseRef);
    /// Masks and seals under the policy that is in force now.
    [[nodiscard]] Result<void> prepare();

    /// Seals what was typed to the services that route calls, for a binding that was just made or reassigned.
    [[nodiscard]] Result<void> keepCopies(BindingId binding);

    [[nodiscard]] const PhoneNumber &customerNumber() const { return m_customerNumber; }
    [[nodiscard]] const QByteArray &customer() const { return m_customerIndex; }
    [[nodiscard]] const QByteArray &agent() const { return m_agentIndex; }
    [[nodiscard]] const RouteKeys &keys() const { return m_keys; }
    [[nodiscard]] OfferedDid offered(DidId did) const;
    void fill(BindingDraft &draft) const;
    void fill(ReassignDraft &draft) const;

private:
    [[nodiscard]] Result<PhoneNumber> readParty(const QString &typed, const QString &field);

    Connection &m_connection;
    const Identity &m_me;
    Process m_process;
    const DidBook &m_dids;
    RouteKeys m_keys;
    PhoneNumber m_customerNumber, m_agentNumber;
    QByteArray m_customerIndex, m_agentIndex;
    AgentId m_agent;
    QString m_agentText; ///< of a listed agent
    BoundParty m_customer, m_agentParty;
    EpochSeal m_epoch;
    RevisionId m_revision;
    RouteCopies m_copies;
    int m_generation = 1;
};

} // namespace callveil
