// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_files.h"

#include "services/agents/agent_service.h"
#include "services/masking/masking_service.h"
#include "services/retention/held_service.h"
#include "services/retention/retention_service.h"
#include "services/security/security_service.h"

namespace callveil {

namespace {

const QString why = QStringLiteral("a request under the law");

} // namespace

/// What is stored of one number, and its erasure. Each test has a number and processes of its own.
class HeldServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void cleanupTestCase() { m_desks.clear(); }
    void reportsWhatIsHeld();
    void reportsNothingOfAStranger();
    void erasesTheNumberEverywhere();
    void keepsTheLinesOfAgents();
    void erasesNothingUnderALegalHold();
    void needsAReasonAndIsRecorded();
    void isLimitedLikeSearches();
    void isForWhoeverManagesSecurity();
    void rawSqlErasesNothing();

private:
    Desk &desk();
    HeldService service() { return HeldService(*desk().admin); }
    ProcessId processWithCalls(const QString &name, const QByteArray &caller, int calls);
    static HeldOrder orderFor(const QString &number) { return {number, why, {}}; }

    std::map<Engine, std::unique_ptr<Desk>> m_desks;
    int m_calls = 0;
};

Desk &HeldServiceTest::desk()
{
    QFETCH_GLOBAL(Engine, engine);
    auto &desk = m_desks[engine];
    if (!desk)
        desk = std::make_unique<Desk>(engine);
    return *desk;
}

ProcessId HeldServiceTest::processWithCalls(const QString &name, const QByteArray &caller, int calls)
{
    const ProcessId process = desk().organisation.addProcess(*desk().admin, name, QStringLiteral("GB"));
    QList<GenericRow> rows;
    for (int i = 0; i < calls; ++i) {
        GenericRow row;
        row.id = "h" + QByteArray::number(++m_calls);
        row.caller = caller;
        row.callee = "+442079460100";
        row.second = i * 60;
        rows.append(row);
    }
    import(desk(), genericFile(rows), process);
    return process;
}

void HeldServiceTest::reportsWhatIsHeld()
{
    const ProcessId masked = processWithCalls(QStringLiteral("Report"), "07700 900301", 3);
    const ProcessId clear =
        desk().organisation.addProcess(*desk().admin, QStringLiteral("Report clear"), QStringLiteral("GB"));
    taken(
        MaskingService(*desk().admin).apply({{{clear, 1}}, MaskingPolicy::off(), QStringLiteral("for the test"), {}}));
    GenericRow row;
    row.id = "clear";
    row.caller = "+447700900301";
    row.callee = "+442079460100";
    import(desk(), genericFile({row}), clear);
    const HeldReport report = taken(service().report(orderFor(QStringLiteral("+44 7700 900301"))));
    QCOMPARE(report.lines.size(), size_t(2));
    QVERIFY(report.searched.contains(QStringLiteral("Report")) && report.at > 0);
    const HeldLine first = report.lines[0].held;
    QCOMPARE(first.process, masked);
    QCOMPARE(report.lines[0].name, QStringLiteral("Report"));
    QCOMPARE(first.numbers, 1);
    QCOMPARE(first.dueAt, QDateTime(QDate(2026, 4, 1), QTime(0, 0), Qt::UTC).addDays(90).toMSecsSinceEpoch());
    QCOMPARE(first.sessions, 3);
    QCOMPARE(first.legs, 3);
    QCOMPARE(first.clear, 0);
    QCOMPARE(first.firstAt, QDateTime(QDate(2026, 3, 1), QTime(0, 0), Qt::UTC).toMSecsSinceEpoch());
    QCOMPARE(*first.lastAt - *first.firstAt, 120000);
    QCOMPARE(report.lines[1].held.clear, 1);
}

void HeldServiceTest::reportsNothingOfAStranger()
{
    QVERIFY(taken(service().report(orderFor(QStringLiteral("+447700900999")))).lines.empty());
    QCOMPARE(faultOf(service().report(orderFor(QStringLiteral("+1 not a number")))), Fault::NumberNotPossible);
    // National digits are another person's in another country.
    QCOMPARE(faultOf(service().erase(orderFor(QStringLiteral("07700 900301")))), Fault::NumberNotPossible);
}

void HeldServiceTest::erasesTheNumberEverywhere()
{
    const QString number = QStringLiteral("+447700900302");
    const ProcessId masked = processWithCalls(QStringLiteral("Erase"), "07700 900302", 2);
    const ProcessId clear =
        desk().organisation.addProcess(*desk().admin, QStringLiteral("Erase clear"), QStringLiteral("GB"));
    taken(
        MaskingService(*desk().admin).apply({{{clear, 1}}, MaskingPolicy::off(), QStringLiteral("for the test"), {}}));
    const ProcessId bystander = processWithCalls(QStringLiteral("Bystander"), "07700 900303", 1);
    GenericRow row;
    row.id = "erase";
    row.caller = "+447700900302";
    row.callee = "+442079460100";
    import(desk(), genericFile({row}), clear);
    const QStringList untouched = customersOf(*desk().admin, bystander);
    const QByteArray text = genericFile({row});
    QVERIFY(DatabaseLook(desk().organisation).dump().contains("447700900302"));

    const ErasureReport report = taken(service().erase(orderFor(number)));
    QCOMPARE(report.numbers, 2);
    QCOMPARE(report.legs, 3);
    QCOMPARE(report.processes, 2);
    QVERIFY(!DatabaseLook(desk().organisation).dump().contains("447700900302"));
    for (const ProcessId process : {masked, clear})
        for (const QString &shown : customersOf(*desk().admin, process))
            QCOMPARE(shown, QStringLiteral("xxxxxxxxxxxx"));
    QCOMPARE(customersOf(*desk().admin, bystander), untouched);
    QVERIFY(taken(service().report(orderFor(number))).lines.empty());
    // The same file again brings nothing back.
    QCOMPARE(import(desk(), text, clear).legs, 0);
    QVERIFY(!DatabaseLook(desk().organisation).dump().contains("447700900302"));
    QCOMPARE(rollUpFault(desk().organisation), QString());
}

void HeldServiceTest::keepsTheLinesOfAgents()
{
    processWithCalls(QStringLiteral("Agents"), "07700 900305", 1);
    AgentForm form;
    form.code = QStringLiteral("a7");
    form.name = QStringLiteral("Asha");
    form.processes = {QStringLiteral("Agents")};
    form.number = QStringLiteral("+447700900304");
    taken(AgentService(*desk().admin).save(form));
    const HeldReport before = taken(service().report(orderFor(form.number)));
    QCOMPARE(before.lines.size(), size_t(1));
    QCOMPARE(before.lines[0].held.agents, 1);
    QCOMPARE(before.lines[0].held.numbers, 0); // it is not aged
    QCOMPARE(taken(service().erase(orderFor(form.number))).numbers, 0);
    QCOMPARE(taken(service().report(orderFor(form.number))).lines[0].held.agents, 1);
}

void HeldServiceTest::erasesNothingUnderALegalHold()
{
    const ProcessId held = processWithCalls(QStringLiteral("Held"), "07700 900306", 1);
    processWithCalls(QStringLiteral("Beside"), "07700 900306", 1);
    taken(RetentionService(*desk().admin).change(held, {90, {}}, {90, QStringLiteral("court order")}));
    const Error error = errorOf(service().erase(orderFor(QStringLiteral("+447700900306"))));
    QCOMPARE(error.fault, Fault::NumberHeld);
    QCOMPARE(error.args, QStringList{QStringLiteral("Held")});
    const HeldReport report = taken(service().report(orderFor(QStringLiteral("+447700900306"))));
    QCOMPARE(report.lines.size(), size_t(2));
    QCOMPARE(report.lines[0].held.holdReason, QStringLiteral("court order"));
    for (const HeldReport::Line &line : report.lines)
        QCOMPARE(line.held.numbers, 1);
    taken(RetentionService(*desk().admin).change(held, {90, QStringLiteral("court order")}, {90, {}}));
    QCOMPARE(taken(service().erase(orderFor(QStringLiteral("+447700900306")))).processes, 2);
}

void HeldServiceTest::needsAReasonAndIsRecorded()
{
    const QString number = QStringLiteral("+447700900307");
    processWithCalls(QStringLiteral("Reason"), "07700 900307", 1);
    QCOMPARE(faultOf(service().report({number, QStringLiteral(" "), {}})), Fault::ReasonNeeded);
    QCOMPARE(faultOf(service().erase({number, QStringLiteral("erase +447700900307"), {}})), Fault::TextHoldsNumber);
    const DatabaseLook look(desk().organisation);
    const auto deeds = [&] {
        QStringList texts;
        for (const QVariantList &row : look.run(QStringLiteral(
                 "SELECT action, object, after, reason FROM deed WHERE action IN ('number.report', 'number.erase', "
                 "'number.erased') AND reason LIKE '%DSR-1%' ORDER BY seq")))
            texts.append(row[0].toString() + u'|' + row[1].toString() + u'|' + row[2].toString());
        return texts;
    };
    taken(service().report({number, why, QStringLiteral("DSR-1")}));
    taken(service().erase({number, why, QStringLiteral("DSR-1")}));
    QCOMPARE(deeds(),
        (QStringList{QStringLiteral("number.report|numbers|granted"), QStringLiteral("number.erase|numbers|granted"),
            QStringLiteral("number.erased|numbers|numbers 1; legs 1; bindings 0")}));
}

void HeldServiceTest::isLimitedLikeSearches()
{
    SecurityService security(*desk().admin);
    const SecuritySettings before = taken(security.settings());
    SecuritySettings none = before;
    none.searchesPerHour = 0;
    taken(security.save(before, none));
    QCOMPARE(faultOf(service().report(orderFor(QStringLiteral("+447700900301")))), Fault::SearchLimit);
    QCOMPARE(faultOf(service().erase(orderFor(QStringLiteral("+447700900301")))), Fault::SearchLimit);
    taken(security.save(none, before));
}

void HeldServiceTest::isForWhoeverManagesSecurity()
{
    QFETCH_GLOBAL(Engine, engine);
    const auto supervisor = desk().hire(QStringLiteral("sam%1").arg(int(engine)), Role::Supervisor);
    HeldService closed(*supervisor);
    QCOMPARE(faultOf(closed.report(orderFor(QStringLiteral("+447700900301")))), Fault::NotPermitted);
    QCOMPARE(faultOf(closed.erase(orderFor(QStringLiteral("+447700900301")))), Fault::NotPermitted);
}

void HeldServiceTest::rawSqlErasesNothing()
{
    if (desk().organisation.engine() == Engine::Sqlite)
        return; // whoever owns the file has all rights in it
    const DatabaseLook look(desk().organisation);
    const auto before = look.number(QStringLiteral("SELECT COUNT(*) FROM number"));
    for (const char *sql : {"SELECT * FROM cv_api.number_erase('\\x00', '{1}', '{\"\\\\x00\"}', 'xxxxxx')",
             "SELECT * FROM cv_api.held_numbers('\\x00', '{1}', '{\"\\\\x00\"}')",
             "SELECT * FROM cv_api.number_request(3, '{1}', '{\"\\\\x00\"}', '')"}) {
        const auto answer = runWithDeed(*desk().admin, QLatin1String(sql));
        QVERIFY2(!answer && answer.error().code == ErrorCode::Denied, sql);
    }
    QVERIFY(!runAs(*desk().admin, // without its entry in the record
        QStringLiteral("SELECT * FROM cv_api.number_request(3, '{1}', '{\"\\\\x00\"}', 'why')")));
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM number")), before);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::HeldServiceTest)
#include "tst_held_service.moc"
