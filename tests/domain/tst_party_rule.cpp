// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/calls/party_rule.h"

#include <QtTest>

using namespace callveil;

namespace {

using Told = std::optional<PartySide>;

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
    QTest::addColumn<Told>("customer");

    constexpr auto callerIs = PartySide::CallerIsCustomer;
    constexpr auto calleeIs = PartySide::CalleeIsCustomer;
    constexpr auto unknown = Direction::Unknown;
    QTest::newRow("a customer calls a DID") << line << did << unknown << Told(callerIs);
    QTest::newRow("a withheld caller calls a DID") << unseen << did << Direction::Outbound << Told(callerIs);
    QTest::newRow("a DID is presented to a customer") << did << line << unknown << Told(calleeIs);
    QTest::newRow("the DID outweighs the direction") << did << line << Direction::Inbound << Told(calleeIs);
    QTest::newRow("an agent calls a DID") << agent << did << unknown << Told(calleeIs);
    QTest::newRow("a DID is presented to an agent") << did << agentExtension << unknown << Told(callerIs);
    QTest::newRow("a DID is presented to an extension") << did << extension << unknown << Told(callerIs);
    QTest::newRow("two DIDs say nothing") << did << did << Direction::Inbound << Told(callerIs);
    QTest::newRow("an agent calls a customer") << agent << line << Direction::Inbound << Told(calleeIs);
    QTest::newRow("a customer calls an agent") << line << agent << Direction::Outbound << Told(callerIs);
    QTest::newRow("the agent outweighs the extension") << extension << agent << unknown << Told(callerIs);
    QTest::newRow("two agents: the extension decides") << agentExtension << agent << unknown << Told(calleeIs);
    QTest::newRow("an extension calls a line") << extension << line << Direction::Inbound << Told(calleeIs);
    QTest::newRow("a line calls an extension") << line << extension << Direction::Outbound << Told(callerIs);
    QTest::newRow("two lines, inbound") << line << line << Direction::Inbound << Told(callerIs);
    QTest::newRow("two lines, outbound") << line << line << Direction::Outbound << Told(calleeIs);
    QTest::newRow("two lines, unknown") << line << line << unknown << Told();
    QTest::newRow("two extensions") << extension << extension << Direction::Internal << Told();
}

void TestPartyRule::findsTheCustomer()
{
    QFETCH(PartyFacts, caller);
    QFETCH(PartyFacts, callee);
    QFETCH(Direction, direction);
    QFETCH(Told, customer);
    QVERIFY(customerSide(caller, callee, direction) == customer);
}

QTEST_APPLESS_MAIN(TestPartyRule)
#include "tst_party_rule.moc"
