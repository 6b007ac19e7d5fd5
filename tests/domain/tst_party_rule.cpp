// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/calls/party_rule.h"

#include <QtTest>

using namespace callveil;

namespace {

const PartyFacts did{true, false, NumberKind::E164};
const PartyFacts agent{false, true, NumberKind::E164};
const PartyFacts agentExtension{false, true, NumberKind::Extension};
const PartyFacts extension{false, false, NumberKind::Extension};
const PartyFacts line{false, false, NumberKind::E164};
const PartyFacts unseen{false, false, NumberKind::Withheld};

} // namespace

class TestPartyRule : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheCustomer_data();
    void findsTheCustomer();
};

void TestPartyRule::findsTheCustomer_data()
{
    QTest::addColumn<PartyFacts>("caller");
    QTest::addColumn<PartyFacts>("callee");
    QTest::addColumn<Direction>("direction");
    QTest::addColumn<PartySide>("otherwise");
    QTest::addColumn<PartySide>("customer");

    constexpr auto callerIs = PartySide::CallerIsCustomer;
    constexpr auto calleeIs = PartySide::CalleeIsCustomer;
    constexpr auto unknown = Direction::Unknown;
    QTest::newRow("a customer calls a DID") << line << did << unknown << calleeIs << callerIs;
    QTest::newRow("a withheld caller calls a DID") << unseen << did << Direction::Outbound << calleeIs << callerIs;
    QTest::newRow("a DID is presented to a customer") << did << line << unknown << callerIs << calleeIs;
    QTest::newRow("the DID outweighs the direction") << did << line << Direction::Inbound << callerIs << calleeIs;
    QTest::newRow("an agent calls a DID") << agent << did << unknown << callerIs << calleeIs;
    QTest::newRow("a DID is presented to an agent") << did << agentExtension << unknown << calleeIs << callerIs;
    QTest::newRow("a DID is presented to an extension") << did << extension << unknown << calleeIs << callerIs;
    QTest::newRow("two DIDs say nothing") << did << did << Direction::Inbound << calleeIs << callerIs;
    QTest::newRow("an agent calls a customer") << agent << line << Direction::Inbound << callerIs << calleeIs;
    QTest::newRow("a customer calls an agent") << line << agent << Direction::Outbound << calleeIs << callerIs;
    QTest::newRow("the agent outweighs the extension") << extension << agent << unknown << calleeIs << callerIs;
    QTest::newRow("two agents: the extension decides") << agentExtension << agent << unknown << callerIs << calleeIs;
    QTest::newRow("an extension calls a line") << extension << line << Direction::Inbound << callerIs << calleeIs;
    QTest::newRow("a line calls an extension") << line << extension << Direction::Outbound << calleeIs << callerIs;
    QTest::newRow("two lines, inbound") << line << line << Direction::Inbound << calleeIs << callerIs;
    QTest::newRow("two lines, outbound") << line << line << Direction::Outbound << callerIs << calleeIs;
    QTest::newRow("two lines, unknown, mapping: callee") << line << line << unknown << calleeIs << calleeIs;
    QTest::newRow("two extensions, mapping: caller")
        << extension << extension << Direction::Internal << callerIs << callerIs;
}

void TestPartyRule::findsTheCustomer()
{
    QFETCH(PartyFacts, caller);
    QFETCH(PartyFacts, callee);
    QFETCH(Direction, direction);
    QFETCH(PartySide, otherwise);
    QFETCH(PartySide, customer);
    QVERIFY(customerSide(caller, callee, direction, otherwise) == customer);
}

QTEST_APPLESS_MAIN(TestPartyRule)
#include "tst_party_rule.moc"
