// SPDX-License-Identifier: GPL-3.0-or-later
#include "database_look.h"
#include "desk.h"

#include "services/agents/agent_service.h"
#include "services/calls/call_log_service.h"
#include "services/imports/import_service.h"
#include "services/masking/masking_service.h"
#include "services/processes/usual_zone.h"

#include <QTimeZone>

namespace callveil {

namespace {

ProcessDetails support()
{
    ProcessDetails details;
    details.process.name = QStringLiteral("Support");
    details.process.country = QStringLiteral("GB");
    return details;
}

/// Lets this computer be elsewhere for a while.
class ZoneOfThisComputer final {
public:
    explicit ZoneOfThisComputer(const QByteArray &zone) : m_before(qgetenv("TZ")) { qputenv("TZ", zone); }
    ~ZoneOfThisComputer() { m_before.isEmpty() ? qunsetenv("TZ") : qputenv("TZ", m_before); }
    Q_DISABLE_COPY_MOVE(ZoneOfThisComputer)

private:
    QByteArray m_before;
};

} // namespace

/// Processes and campaigns: their fields, names, numbers and archive.
class ProcessServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void createsAProcessWithVaultAndFirstRevision();
    void refusesFieldsThatBreakARule();
    void refusesANameTakenInAnotherCase();
    void normalisesItsNumbers();
    void choosesTheCountrysTimeZone();
    void asksForTheZoneOfACountryWithSeveral();
    void refusesNumbersOfItsCountryInNames();
    void changesAProcessAndRecordsBeforeAndAfter();
    void archivesAndRestores();
    void keepsCampaigns();
    void aRefusedProcessLeavesNothing();
    void anAnalystMayNotManageProcesses();
    void keepsToTheProcessesOfAPerson();
    void findsAProcessByNameInAnyCase();
};

void ProcessServiceTest::createsAProcessWithVaultAndFirstRevision()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    ProcessDetails details = support();
    details.process.name = QStringLiteral("  Home   Delivery ");
    details.process.account = QStringLiteral("Albion");
    details.campaigns = {{{}, {}, QStringLiteral("Spring"), {}}, {{}, {}, QStringLiteral("Autumn"), {}}};
    const ProcessId id = taken(ProcessService(*desk.admin).create(details));
    const auto listed = taken(ProcessService(*desk.admin).list());
    QCOMPARE(listed.size(), 1U);
    QCOMPARE(listed[0].process.id, id);
    QCOMPARE(listed[0].process.name, QStringLiteral("Home Delivery"));
    QCOMPARE(listed[0].process.account, QStringLiteral("Albion"));
    QCOMPARE(listed[0].campaigns.size(), 2U);
    QCOMPARE(listed[0].campaigns[0].name, QStringLiteral("Autumn"));
    const auto policies = taken(MaskingService(*desk.admin).overview());
    QCOMPARE(policies[0].lastRevision, 1);
    QCOMPARE(policies[0].current.policy, (MaskingPolicy{MaskingKind::Replacement, 2, 2}));
    // The vault opens for the administrator (1) and the recovery kit (0).
    const DatabaseLook look(desk.organisation);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM vault WHERE process_id = %1").arg(id.value)), 1);
    const auto holders = look.run(QStringLiteral("SELECT holder FROM vault_seal ORDER BY holder"));
    QCOMPARE(holders, (QList<QVariantList>{{0}, {1}}));
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM deed WHERE action = 'process.create'")), 1);
}

void ProcessServiceTest::refusesFieldsThatBreakARule()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto refusal = [&](const std::function<void(ProcessDetails &)> &change) {
        ProcessDetails details = support();
        change(details);
        const Error error = errorOf(ProcessService(*desk.admin).create(details));
        return std::pair(error.fault, error.args.value(0));
    };
    using Refusal = std::pair<Fault, QString>;
    const QString name = QStringLiteral("name");
    QCOMPARE(refusal([](auto &d) { d.process.name = QStringLiteral(" "); }), Refusal(Fault::NameEmpty, name));
    QCOMPARE(refusal([](auto &d) { d.process.name = QString(81, u'a'); }), Refusal(Fault::TextTooLong, name));
    QCOMPARE(refusal([](auto &d) { d.process.name = QStringLiteral("Call 020 7946 0123"); }),
        Refusal(Fault::TextHoldsNumber, name));
    QCOMPARE(refusal([](auto &d) { d.process.country = QStringLiteral("XX"); }),
        Refusal(Fault::CountryUnknown, QStringLiteral("XX")));
    QCOMPARE(refusal([](auto &d) { d.process.timeZone = QStringLiteral("Mars/Base"); }),
        Refusal(Fault::TimeZoneUnknown, QStringLiteral("Mars/Base")));
    QCOMPARE(refusal([](auto &d) { d.process.account = QStringLiteral("+44 7700 900123"); }),
        Refusal(Fault::TextHoldsNumber, QStringLiteral("account")));
    QCOMPARE(refusal([](auto &d) { d.process.project = QStringLiteral("+44 7700 900123"); }),
        Refusal(Fault::TextHoldsNumber, QStringLiteral("project")));
    QCOMPARE(refusal([](auto &d) { d.dids = QStringList(QStringLiteral("12")); }),
        Refusal(Fault::NumberNotPossible, QStringLiteral("did")));
    QCOMPARE(refusal([](auto &d) { d.dids = QStringList(QStringLiteral("020 7946 0x23")); }),
        Refusal(Fault::NumberCharacters, QStringLiteral("did")));
    QCOMPARE(refusal([](auto &d) { d.process.defaultCallerId = QStringLiteral("7"); }),
        Refusal(Fault::NumberNotPossible, QStringLiteral("caller-id")));
    QVERIFY(taken(ProcessService(*desk.admin).list()).empty());
}

void ProcessServiceTest::refusesANameTakenInAnotherCase()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    ProcessService service(*desk.admin);
    taken(service.create(support()));
    for (const char *name : {"Support", "sUPPORT", " support "}) {
        ProcessDetails details = support();
        details.process.name = QLatin1String(name);
        const Error error = errorOf(service.create(details));
        QCOMPARE(error.code, ErrorCode::Conflict);
        QCOMPARE(error.fault, Fault::NameTaken);
        QCOMPARE(error.args.value(0), QStringLiteral("name"));
    }
    ProcessDetails other = support();
    other.process.name = QStringLiteral("Überweisung");
    other.process.id = taken(service.create(other));
    ProcessDetails again = support();
    again.process.name = QStringLiteral("ÜBERWEISUNG");
    QCOMPARE(faultOf(service.create(again)), Fault::NameTaken);
    other.process.name = QStringLiteral("SUPPORT");
    QCOMPARE(faultOf(service.update(other)), Fault::NameTaken);
    other.process.name = QStringLiteral("überWEISUNG"); // its own name in another case
    taken(service.update(other));
}

void ProcessServiceTest::normalisesItsNumbers()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    ProcessDetails details = support();
    details.dids = QStringList{QStringLiteral("020 7946 0101"), QStringLiteral("+44 (20) 7946-0100"),
        QStringLiteral("+442079460101"), QStringLiteral("+1 212 555 0123")};
    details.process.defaultCallerId = QStringLiteral("020 7946 0100");
    taken(ProcessService(*desk.admin).create(details));
    const auto listed = taken(ProcessService(*desk.admin).list());
    QCOMPARE(listed[0].dids,
        QStringList(
            {QStringLiteral("+12125550123"), QStringLiteral("+442079460100"), QStringLiteral("+442079460101")}));
    QCOMPARE(listed[0].process.defaultCallerId, QStringLiteral("+442079460100"));
    // A second process may use the same numbers.
    details.process.name = QStringLiteral("Sales");
    taken(ProcessService(*desk.admin).create(details));
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM did")), 3);
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM process_did")), 6);
}

void ProcessServiceTest::choosesTheCountrysTimeZone()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    ProcessDetails details = support();
    details.process.country = QStringLiteral(" fr ");
    taken(ProcessService(*desk.admin).create(details));
    const Process process = taken(ProcessService(*desk.admin).list())[0].process;
    QCOMPARE(process.country, QStringLiteral("FR"));
    QCOMPARE(process.timeZone, QStringLiteral("Europe/Paris"));
}

void ProcessServiceTest::asksForTheZoneOfACountryWithSeveral()
{
    QFETCH_GLOBAL(Engine, engine);
    const ZoneOfThisComputer utc("UTC");
    Desk desk(engine);
    ProcessDetails details = support();
    for (const char *country : {"US", "CA", "AU", "RU", "BR", "CN"}) {
        details.process.country = QString::fromLatin1(country);
        const Error error = errorOf(ProcessService(*desk.admin).create(details));
        QCOMPARE(error.fault, Fault::TimeZoneNeeded);
        QCOMPARE(error.args.value(0), QString::fromLatin1(country));
        QVERIFY(error.args.value(1).contains(u'/'));
        QVERIFY(error.args.value(1).startsWith(proposedZone(details.process.country)));
        QVERIFY(QTimeZone(proposedZone(details.process.country).toLatin1()).isValid());
    }
    QCOMPARE(proposedZone(QStringLiteral("US")), QStringLiteral("America/New_York"));
    for (const auto &[country, zone] : {std::pair("DE", "Europe/Berlin"), std::pair("IN", "Asia/Kolkata"),
             std::pair("GB", "Europe/London"), std::pair("PH", "Asia/Manila")}) {
        QCOMPARE(usualZone(QString::fromLatin1(country)).value_or(QString()), QString::fromLatin1(zone));
        QCOMPARE(proposedZone(QString::fromLatin1(country)), QString::fromLatin1(zone));
    }
    const ZoneOfThisComputer chicago("America/Chicago");
    details.process.country = QStringLiteral("US");
    taken(ProcessService(*desk.admin).create(details));
    QCOMPARE(taken(ProcessService(*desk.admin).list())[0].process.timeZone, QStringLiteral("America/Chicago"));
}

void ProcessServiceTest::refusesNumbersOfItsCountryInNames()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    ProcessService service(*desk.admin);
    ProcessDetails details = support();
    details.process.country = QStringLiteral("IN");
    details.process.defaultCallerId.clear();
    details.dids.clear();
    details.campaigns = {{{}, {}, QStringLiteral("Call 9876543210 now"), {}}};
    QCOMPARE(faultOf(service.create(details)), Fault::TextHoldsNumber);
    details.campaigns.clear();
    const ProcessId id = taken(service.create(details));
    QCOMPARE(faultOf(service.addCampaign(id, QStringLiteral("Call 9876543210 now"))), Fault::TextHoldsNumber);
    for (const char *name : {"Spring 2026", "1001", "Q3 2025/2026", "24x7", "Ward 110001 Delhi", "2026-03-01 launch"})
        taken(service.addCampaign(id, QString::fromLatin1(name)));
    const CampaignId campaign = taken(service.list())[0].campaigns[0].id;
    QCOMPARE(faultOf(service.renameCampaign(campaign, QStringLiteral("98765 43210"))), Fault::TextHoldsNumber);
    // What belongs to no process is checked for the countries of all.
    AgentForm agent;
    agent.code = QStringLiteral("9876543210");
    QCOMPARE(faultOf(AgentService(*desk.admin).save(agent)), Fault::TextHoldsNumber);
    agent.code = QStringLiteral("1001");
    agent.name = QStringLiteral("Ravi 9876543210");
    QCOMPARE(faultOf(AgentService(*desk.admin).save(agent)), Fault::TextHoldsNumber);
    agent.name = QStringLiteral("Ravi (2024)");
    taken(AgentService(*desk.admin).save(agent));
    NewPerson person;
    person.name = QStringLiteral("ravi");
    person.displayName = QStringLiteral("Ravi 98765-43210");
    QCOMPARE(faultOf(PeopleService(*desk.admin).create(person)), Fault::TextHoldsNumber);
    QCOMPARE(
        faultOf(ImportService(*desk.admin).saveProfile({QStringLiteral("9876543210"), {}})), Fault::TextHoldsNumber);
    QCOMPARE(faultOf(CallLogService(*desk.admin).saveView(QStringLiteral("calls"), QStringLiteral("9876543210"), {})),
        Fault::TextHoldsNumber);
}

void ProcessServiceTest::changesAProcessAndRecordsBeforeAndAfter()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    ProcessService service(*desk.admin);
    ProcessDetails details = support();
    details.dids = QStringList(QStringLiteral("+442079460100"));
    details.process.id = taken(service.create(details));
    details.process.name = QStringLiteral("Helpdesk");
    details.process.timeZone = QStringLiteral("Europe/London");
    details.dids = QStringList(QStringLiteral("+442079460111"));
    taken(service.update(details));
    const auto listed = taken(service.list());
    QCOMPARE(listed[0].process.name, QStringLiteral("Helpdesk"));
    QCOMPARE(listed[0].dids, details.dids);
    const auto deed = DatabaseLook(desk.organisation)
                          .run(QStringLiteral("SELECT before, after FROM deed WHERE action = 'process.change'"));
    QCOMPARE(deed.size(), 1);
    QVERIFY(deed[0][0].toString().contains(QLatin1String("Support")));
    QVERIFY(deed[0][1].toString().contains(QLatin1String("Helpdesk")));
    QVERIFY(deed[0][1].toString().contains(QLatin1String("+442079460111"))); // a proxy number is no secret
    details.process.id = ProcessId{4711};
    QCOMPARE(faultOf(service.update(details)), Fault::ProcessUnknown);
}

void ProcessServiceTest::archivesAndRestores()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    ProcessService service(*desk.admin);
    const ProcessId id = taken(service.create(support()));
    taken(service.setArchived(id, true));
    QVERIFY(taken(service.list())[0].process.archivedAt);
    QVERIFY(taken(MaskingService(*desk.admin).overview()).empty());
    QCOMPARE(faultOf(MaskingService(*desk.admin).apply({{{id, 1}}, MaskingPolicy::random(), {}, {}})),
        Fault::ProcessArchived);
    taken(service.setArchived(id, false));
    QVERIFY(!taken(service.list())[0].process.archivedAt);
    QCOMPARE(taken(MaskingService(*desk.admin).overview()).size(), 1U);
    QCOMPARE(scalar(desk.organisation,
                 QStringLiteral("SELECT COUNT(*) FROM deed WHERE action IN ('process.archive', 'process.restore')")),
        2);
}

void ProcessServiceTest::keepsCampaigns()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    ProcessService service(*desk.admin);
    const ProcessId first = taken(service.create(support()));
    const ProcessId second = desk.organisation.addProcess(*desk.admin, QStringLiteral("Sales"), QStringLiteral("GB"));
    const CampaignId spring = taken(service.addCampaign(first, QStringLiteral("Spring")));
    QCOMPARE(faultOf(service.addCampaign(first, QStringLiteral(" SPRING"))), Fault::NameTaken);
    taken(service.addCampaign(second, QStringLiteral("Spring"))); // another process's name is free
    QCOMPARE(faultOf(service.addCampaign(first, QString())), Fault::NameEmpty);
    QCOMPARE(faultOf(service.addCampaign(first, QStringLiteral("+44 7700 900123"))), Fault::TextHoldsNumber);
    taken(service.renameCampaign(spring, QStringLiteral("Summer")));
    taken(service.setCampaignArchived(spring, true));
    for (const ProcessDetails &details : taken(service.list())) {
        QCOMPARE(details.campaigns.size(), 1U);
        const bool isFirst = details.process.id == first;
        QCOMPARE(details.campaigns[0].name, isFirst ? QStringLiteral("Summer") : QStringLiteral("Spring"));
        QCOMPARE(details.campaigns[0].archivedAt.has_value(), isFirst);
    }
    taken(service.setCampaignArchived(spring, false));
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM deed WHERE action LIKE 'campaign.%'")), 5);
}

void ProcessServiceTest::aRefusedProcessLeavesNothing()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto before = DatabaseLook(desk.organisation).counts();
    ProcessDetails details = support();
    details.dids = QStringList(QStringLiteral("+442079460100"));
    details.campaigns = {{{}, {}, QStringLiteral("Spring"), {}}, {{}, {}, QStringLiteral("SPRING"), {}}};
    QCOMPARE(faultOf(ProcessService(*desk.admin).create(details)), Fault::NameTaken);
    QCOMPARE(DatabaseLook(desk.organisation).counts(), before);
}

void ProcessServiceTest::anAnalystMayNotManageProcesses()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId id = taken(ProcessService(*desk.admin).create(support()));
    const auto asha = desk.hire(QStringLiteral("asha"), Role::Analyst);
    ProcessService service(*asha);
    ProcessDetails details = support();
    details.process.name = QStringLiteral("Other");
    QCOMPARE(faultOf(service.create(details)), Fault::NotPermitted);
    details.process.id = id;
    QCOMPARE(faultOf(service.update(details)), Fault::NotPermitted);
    QCOMPARE(faultOf(service.setArchived(id, true)), Fault::NotPermitted);
    QCOMPARE(faultOf(service.addCampaign(id, QStringLiteral("Spring"))), Fault::NotPermitted);
    QCOMPARE(taken(service.list()).size(), 1U);
    if (engine == Engine::Sqlite)
        return; // whoever owns the file has all SQL rights
    for (const char *sql :
        {"UPDATE cv.process SET name = 'x'", "INSERT INTO cv.did (number, created_at) VALUES ('+1', 0)",
            "DELETE FROM cv.process_did", "INSERT INTO cv.vault VALUES (1, 2, 'x', 'x', 0)",
            "INSERT INTO cv.campaign (process_id, name, name_key, created_at) VALUES (1, 'x', 'x', 0)"}) {
        const auto answer = runAs(*asha, QLatin1String(sql));
        QVERIFY2(!answer && answer.error().code == ErrorCode::Denied, sql);
    }
    // An administrator's own connection changes nothing without an entry in the record of deeds.
    const auto silent = runAs(*desk.admin, QStringLiteral("UPDATE cv.process SET country = 'FR'"));
    QVERIFY(!silent);
    QCOMPARE(silent.error().code, ErrorCode::Denied);
    QCOMPARE(taken(service.list())[0].process.country, QStringLiteral("GB"));
}

void ProcessServiceTest::keepsToTheProcessesOfAPerson()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    ProcessService all(*desk.admin);
    const ProcessId other = taken(all.create(support()));
    const CampaignId spring = taken(all.addCampaign(other, QStringLiteral("Spring")));
    const ProcessId mine = desk.organisation.addProcess(*desk.admin, QStringLiteral("Mine"), QStringLiteral("GB"));
    const auto cora = desk.hire(QStringLiteral("cora"), Role::Administrator, {mine});
    ProcessService service(*cora);
    ProcessDetails details = support();
    details.process.id = other;
    QCOMPARE(faultOf(service.update(details)), Fault::ProcessUnknown);
    QCOMPARE(faultOf(service.setArchived(other, true)), Fault::ProcessUnknown);
    details.process.name = QStringLiteral("New");
    QCOMPARE(faultOf(service.create(details)), Fault::NotPermitted);
    QCOMPARE(faultOf(service.addCampaign(other, QStringLiteral("Autumn"))), Fault::ProcessUnknown);
    QCOMPARE(faultOf(service.renameCampaign(spring, QStringLiteral("Autumn"))), Fault::CampaignUnknown);
    QCOMPARE(faultOf(service.setCampaignArchived(spring, true)), Fault::CampaignUnknown);
    taken(service.addCampaign(mine, QStringLiteral("Autumn")));
    QCOMPARE(faultOf(all.setArchived(ProcessId{4711}, true)), Fault::ProcessUnknown);
}

void ProcessServiceTest::findsAProcessByNameInAnyCase()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId id = taken(ProcessService(*desk.admin).create(support()));
    const auto find = [&](const QString &name) {
        return desk.admin->interactive().run(
            [name, me = desk.admin->identity()](Connection &connection) { return findProcess(connection, *me, name); });
    };
    QCOMPARE(taken(find(QStringLiteral(" sUPPort"))).id, id);
    const Error error = errorOf(find(QStringLiteral("Suport")));
    QCOMPARE(error.fault, Fault::ProcessUnknown);
    QCOMPARE(error.args, QStringList(QStringLiteral("Suport")));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ProcessServiceTest)
#include "tst_process_service.moc"
