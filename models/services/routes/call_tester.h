// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/routes/called_number.h"
#include "storage/routes/call_test_store.h"
#include "storage/vault/route_keys.h"
#include "storage/vault/writer_keys.h"

namespace callveil {

/// Finds out for a person what would become of a call, by keyed hashes: no number is opened. On a server it looks at
/// the routes that the switches are told; on a file at what the service would make them of.
class CallTester final {
public:
    CallTester(Connection &connection, const Identity &me, const DidBook &dids);

    /// Both as typed. Fails as CallTestService::test() does.
    [[nodiscard]] Result<CallOutcome> test(const QString &did, const QString &caller);

private:
    [[nodiscard]] Result<std::optional<CalledDid>> readDid(const QString &typed) const;
    [[nodiscard]] Result<CallQuestion> questionOf(const CalledDid &did, const QString &caller) const;
    [[nodiscard]] Result<RequestAnswer> request(const CallQuestion &question);
    [[nodiscard]] Result<CallFound> found(
        const RequestAnswer &granted, const CallQuestion &question, const QString &brand);
    struct Reach {
        CallWay::Kind kind = CallWay::Kind::Nobody;
        PartySide side = PartySide::Customer;
        std::optional<CallTestStore::Found> binding;
        bool stands = false;
    };
    [[nodiscard]] Result<Reach> reachOnFile(
        DidId did, const std::optional<CallTestStore::Place> &place, const QString &ids);
    [[nodiscard]] Result<CallFound> pastOnFile(
        DidId did, const std::optional<CallTestStore::Place> &place, const QString &ids);
    [[nodiscard]] Result<CallFound> foundOnFile(const CallQuestion &question, const QString &brand);
    [[nodiscard]] Result<bool> standsOnFile(const CallTestStore::Found &binding, DidId did);
    [[nodiscard]] Result<std::optional<bool>> optedOutOnFile(const CallFound &found, const QString &brand);
    [[nodiscard]] Result<void> describePast(const CallFound &found, CallFacts &facts);
    [[nodiscard]] Result<void> describe(const CallFound &found, CallFacts &facts);
    [[nodiscard]] Result<CallWay::Lack> lackOf(const Binding &binding);
    [[nodiscard]] Result<std::optional<Binding>> binding(BindingId id, qint64 now);
    [[nodiscard]] Result<void> chooseCarrier(const CallFound &found, CallFacts &facts);

    Connection &m_connection;
    const Identity &m_me;
    const DidBook &m_dids;
    CallTestStore m_store;
    WriterKeys m_index;
    RouteKeys m_keys;
};

} // namespace callveil
