// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/agents/agent_table_model.h"

#include "tables/table_text.h"

#include <QAbstractItemModelTester>
#include <QTest>

namespace callveil {

namespace {

QString marked(const QString &number)
{
    return u'[' + number + u']';
}

const QHash<ProcessId, QString> processNames{
    {ProcessId{1}, QStringLiteral("Support")}, {ProcessId{2}, QStringLiteral("Collections")}};

Agent agent(qint64 id, const QString &code, std::vector<AgentNumber> processes)
{
    return {AgentId{id}, code, QStringLiteral("Asha"), QStringLiteral("4711"), {}, std::move(processes)};
}

} // namespace

class AgentTableModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsMaskedNumbersAndProcessNames();
    void leavesOutProcessesThatThePersonDoesNotSee();
    void tellsDisabledAgents();
};

void AgentTableModelTest::showsMaskedNumbersAndProcessNames()
{
    AgentTableModel model({nullptr, &marked, QTimeZone::utc()});
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const AgentNumber inSupport{ProcessId{1}, QStringLiteral("+91xxxxxxxx10"), NumberId{1}};
    const AgentNumber inCollections{ProcessId{2}, QStringLiteral("+91987xxx3210"), NumberId{2}};
    const AgentNumber none{ProcessId{1}, {}, {}};
    model.setAgents(
        {agent(1, QStringLiteral("a1"), {inSupport, inCollections}), agent(2, QStringLiteral("a2"), {none})},
        processNames);
    QCOMPARE(rowText(model, -1), QStringLiteral("Agent | Name | Extension | Number | Processes | State"));
    QCOMPARE(tableText(model),
        QStringList(
            {QStringLiteral("a1 | Asha | [4711] | [+91xxxxxxxx10], [+91987xxx3210] | Collections, Support | Active"),
                QStringLiteral("a2 | Asha | [4711] |  | Support | Active")}));
    QCOMPARE(model.index(0, AgentTableModel::Number).data(Qt::AccessibleTextRole).toString(),
        QStringLiteral("+91xxxxxxxx10, +91987xxx3210"));
}

void AgentTableModelTest::leavesOutProcessesThatThePersonDoesNotSee()
{
    AgentTableModel model({nullptr, &marked, QTimeZone::utc()});
    const AgentNumber elsewhere{ProcessId{9}, QStringLiteral("+91xxxxxxxx55"), NumberId{3}};
    model.setAgents({agent(1, QStringLiteral("a1"), {elsewhere})}, processNames);
    QCOMPARE(rowText(model, 0), QStringLiteral("a1 | Asha | [4711] |  |  | Active"));
}

void AgentTableModelTest::tellsDisabledAgents()
{
    AgentTableModel model({nullptr, &marked, QTimeZone::utc()});
    Agent disabled = agent(1, QStringLiteral("a1"), {});
    disabled.disabledAt = 1;
    model.setAgents({disabled}, processNames);
    QCOMPARE(model.index(0, AgentTableModel::State).data().toString(), QStringLiteral("Disabled"));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::AgentTableModelTest)
#include "tst_agent_table_model.moc"
