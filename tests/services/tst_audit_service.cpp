// SPDX-License-Identifier: GPL-3.0-or-later
#include "database_look.h"
#include "desk.h"

#include "services/access/access_service.h"
#include "services/agents/agent_service.h"
#include "services/audit/audit_service.h"
#include "services/masking/masking_service.h"
#include "workspace/deeds.h"

#include <QRandomGenerator>

namespace callveil {

namespace {

/// An organisation with a record of some length by two people.
struct Record : Desk {
    explicit Record(Engine engine) : Desk(engine)
    {
        process = organisation.addProcess(*admin, QStringLiteral("Support"), QStringLiteral("GB"));
        asha = hire(QStringLiteral("asha"), Role::Administrator);
        for (int i = 1; i <= 6; ++i)
            taken(MaskingService(i % 2 ? *asha : *admin)
                      .apply({{{process, i}}, MaskingPolicy::random(), QStringLiteral("try %1").arg(i), {}}));
    }

    [[nodiscard]] AuditService audit() { return AuditService(*admin, organisation.local()); }
    [[nodiscard]] DeedReport verify() { return taken(audit().verify(std::make_shared<DeedProgress>())); }
    /// Changes the record behind the program's back.
    void tamper(const QString &sql) const { DatabaseLook(organisation).run(sql); }

    ProcessId process;
    std::shared_ptr<Workspace> asha;
};

QStringList actionsOf(const DeedPage &page)
{
    QStringList actions;
    for (const DeedLine &line : page.lines)
        actions.append(line.entry.deed.action);
    return actions;
}

} // namespace

/// The record of deeds is read as it is filtered, and every way to change it behind the program's back is found.
class AuditServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void listsNewestFirstPageByPage();
    void filters();
    void namesWhatDeedsWereDoneOn();
    void leavesWhatWasRecordedAsItIs();
    void findsAnEntryOrItsNeighbour();
    void isForWhoeverViewsTheRecord();
    void showsALimitedPersonTheDeedsOfHisOwn();
    void findsNothingInAWholeRecord();
    void findsWhatWasDone_data();
    void findsWhatWasDone();
    void findsAnOlderCopy();
    void remembersWhatItSawUntilAPersonAcceptsAnotherState();
    void goesOnWhileOthersWrite();
    void exportsWhatIsFiltered();
};

void AuditServiceTest::listsNewestFirstPageByPage()
{
    QFETCH_GLOBAL(Engine, engine);
    Record record(engine);
    AuditService audit = record.audit();
    const DeedPage all = taken(audit.page({}, {}, 1000));
    QVERIFY(all.ends);
    QCOMPARE(all.lines.front().entry.deed.action, QStringLiteral("policy.apply"));
    QVERIFY(!all.lines.front().actor.isEmpty());
    std::vector<DeedLine> paged;
    std::optional<DeedPlace> after;
    for (bool ends = false; !ends;) {
        DeedPage page = taken(audit.page({}, after, 3));
        ends = page.ends;
        if (!page.lines.empty())
            after = DeedPlace{page.lines.back().entry.at, page.lines.back().entry.actor, page.lines.back().entry.seq};
        std::move(page.lines.begin(), page.lines.end(), std::back_inserter(paged));
    }
    QCOMPARE(paged.size(), all.lines.size());
    for (size_t i = 0; i < paged.size(); ++i)
        QCOMPARE(paged[i].entry.hash, all.lines[i].entry.hash);
}

void AuditServiceTest::filters()
{
    QFETCH_GLOBAL(Engine, engine);
    Record record(engine);
    AuditService audit = record.audit();
    DeedFilter filter;
    filter.action = QStringLiteral("policy");
    QCOMPARE(actionsOf(taken(audit.page(filter, {}, 100))).count(QStringLiteral("policy.apply")), 6);
    filter.actor = record.asha->identity()->id;
    QCOMPARE(actionsOf(taken(audit.page(filter, {}, 100))).size(), 3);
    filter.text = QStringLiteral("TRY 5");
    QCOMPARE(actionsOf(taken(audit.page(filter, {}, 100))).size(), 1);
    filter.to = taken(audit.page(filter, {}, 100)).lines.front().entry.at;
    QCOMPARE(actionsOf(taken(audit.page(filter, {}, 100))).size(), 0);
    filter.from = std::exchange(filter.to, {});
    QCOMPARE(actionsOf(taken(audit.page(filter, {}, 100))).size(), 1);
    filter.action = QStringLiteral("pol");
    QCOMPARE(actionsOf(taken(audit.page(filter, {}, 100))).size(), 0);
}

void AuditServiceTest::namesWhatDeedsWereDoneOn()
{
    QFETCH_GLOBAL(Engine, engine);
    Record record(engine);
    const auto campaign = taken(ProcessService(*record.admin).addCampaign(record.process, QStringLiteral("Spring")));
    AgentForm agent;
    agent.code = QStringLiteral("a17");
    agent.name = QStringLiteral("Ravi");
    agent.processes = {QStringLiteral("Support")};
    static_cast<void>(taken(AgentService(*record.admin).save(agent)));
    const qint64 later = QDateTime::currentMSecsSinceEpoch() + 3600000;
    const auto planned = taken(
        MaskingService(*record.admin).apply({{{record.process, 7}}, {MaskingKind::Replacement, 1, 1}, {}, later}));
    taken(MaskingService(*record.admin).cancel(planned.front().id));
    taken(AccessService(*record.admin).grant(Role::Analyst, {record.process}));
    QHash<QString, QString> names; // by object
    QString recorded;
    DeedNames granted;
    for (const DeedLine &line : taken(record.audit().page({}, {}, 100)).lines) {
        names.insert(line.entry.deed.object, line.object);
        if (line.entry.deed.action == QLatin1String("access.grant")) {
            granted = line.names;
            recorded = line.entry.deed.after;
        }
    }
    QCOMPARE(recorded, QStringLiteral("process %1").arg(record.process.value));
    QCOMPARE(granted, (DeedNames{{recorded, QStringLiteral("Support")}}));
    QCOMPARE(names.value(QStringLiteral("person 1")), QStringLiteral("Ada Administrator"));
    QCOMPARE(names.value(QStringLiteral("process %1").arg(record.process.value)), QStringLiteral("Support"));
    QCOMPARE(names.value(QStringLiteral("campaign %1").arg(campaign.value)), QStringLiteral("Spring"));
    QCOMPARE(names.value(QStringLiteral("agent 1")), QStringLiteral("Ravi"));
    QCOMPARE(names.value(QStringLiteral("revision %1").arg(planned.front().id.value)), QStringLiteral("Support"));
    // Whoever belongs to another process learns no name of this one.
    const ProcessId other =
        record.organisation.addProcess(*record.admin, QStringLiteral("Sales"), QStringLiteral("GB"));
    const auto mallory = record.hire(QStringLiteral("mallory"), Role::Administrator, {other});
    for (const DeedLine &line : taken(AuditService(*mallory, record.organisation.local()).page({}, {}, 100)).lines)
        if (!line.entry.deed.object.startsWith(QLatin1String("person ")))
            QCOMPARE(line.object,
                line.entry.deed.object == QStringLiteral("process %1").arg(other.value) ? QStringLiteral("Sales")
                                                                                        : QString());
}

void AuditServiceTest::leavesWhatWasRecordedAsItIs()
{
    QFETCH_GLOBAL(Engine, engine);
    Record record(engine);
    AgentForm agent;
    agent.code = QStringLiteral("a17");
    agent.name = QStringLiteral("Ravi; recording no");
    agent.processes = {QStringLiteral("Support")};
    static_cast<void>(taken(AgentService(*record.admin).save(agent)));
    const QString support = QStringLiteral("process %1").arg(record.process.value);
    const QString before = QStringLiteral("processes %1 99; fallbacks none").arg(record.process.value);
    const QString after = QStringLiteral("agent 1; recording yes; case agent 1");
    recordDeeds(*record.admin, {QStringLiteral("binding.change"), QStringLiteral("binding 1"), before, after, {}});
    const DeedLine line = taken(record.audit().page({}, {}, 1)).lines.front();
    QCOMPARE(line.entry.deed.before, before);
    QCOMPARE(line.entry.deed.after, after);
    QCOMPARE(line.names, (DeedNames{{support, QStringLiteral("Support")}, {QStringLiteral("agent 1"), agent.name}}));
}

void AuditServiceTest::findsAnEntryOrItsNeighbour()
{
    QFETCH_GLOBAL(Engine, engine);
    Record record(engine);
    const PersonId asha = record.asha->identity()->id;
    AuditService audit = record.audit();
    const auto seqOf = [&](qint64 seq) {
        const auto place = taken(audit.nearest(asha, seq));
        return place ? place->seq : 0;
    };
    for (const qint64 seq : {1, 2, 4})
        QCOMPARE(seqOf(seq), seq);
    QCOMPARE(seqOf(5), 4); // behind the end
    record.tamper(QStringLiteral("DELETE FROM deed WHERE actor_id = 2 AND seq IN (1, 3)"));
    QCOMPARE(seqOf(3), 2);
    QCOMPARE(seqOf(1), 2);
    record.tamper(QStringLiteral("DELETE FROM deed WHERE actor_id = 2"));
    QCOMPARE(seqOf(2), 0);
}

void AuditServiceTest::isForWhoeverViewsTheRecord()
{
    QFETCH_GLOBAL(Engine, engine);
    Record record(engine);
    const auto eve = record.hire(QStringLiteral("eve"), Role::ProfessionalAgent);
    AuditService audit(*eve, record.organisation.local());
    QCOMPARE(faultOf(audit.page({}, {}, 10)), Fault::NotPermitted);
    QCOMPARE(faultOf(audit.nearest(record.asha->identity()->id, 1)), Fault::NotPermitted);
    QCOMPARE(faultOf(audit.verify(std::make_shared<DeedProgress>())), Fault::NotPermitted);
    QCOMPARE(faultOf(audit.accept(QStringLiteral("why not"))), Fault::NotPermitted);
    QVERIFY(taken(audit.watch()).empty()); // everybody's console watches
    if (engine == Engine::Sqlite)
        return; // whoever owns the file has all SQL rights
    for (const char *sql : {"SELECT * FROM cv_audit.deed", "SELECT * FROM cv_api.deed_chain(1, 0, 10)",
             "SELECT * FROM cv_api.deed_page(0, 9, 9, 9, 9, 0, '', '', 9)", "SELECT * FROM cv_api.deed_actors()"})
        QVERIFY2(!runAs(*eve, QLatin1String(sql)), sql);
}

void AuditServiceTest::showsALimitedPersonTheDeedsOfHisOwn()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // there the record is read whole
    Record record(engine);
    const auto mallory = record.hire(QStringLiteral("mallory"), Role::Administrator, {record.process});
    const auto ann = record.hire(QStringLiteral("ann"), Role::Analyst, {record.process});
    AuditService audit(*mallory, record.organisation.local());
    QSet<qint64> actors;
    for (const DeedLine &line : taken(audit.page({}, {}, 100)).lines)
        actors.insert(line.entry.actor.value);
    QCOMPARE(actors, (QSet<qint64>{mallory->identity()->id.value, ann->identity()->id.value}));
    const DeedReport report = taken(audit.verify(std::make_shared<DeedProgress>()));
    QCOMPARE(report.actors, 2);
    QVERIFY(report.breaks.empty());
}

void AuditServiceTest::findsNothingInAWholeRecord()
{
    QFETCH_GLOBAL(Engine, engine);
    Record record(engine);
    const auto progress = std::make_shared<DeedProgress>();
    const DeedReport report = taken(record.audit().verify(progress));
    QVERIFY(report.breaks.empty());
    QCOMPARE(report.actors, 2);
    QCOMPARE(report.entries, DatabaseLook(record.organisation).number(QStringLiteral("SELECT COUNT(*) FROM deed")));
    QCOMPARE(progress->done.load(), report.entries);
    progress->stop = true;
    QCOMPARE(faultOf(record.audit().verify(progress)), Fault::Cancelled);
}

void AuditServiceTest::findsWhatWasDone_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("seq");
    const auto add = [](const char *name, const char *sql, DeedBreak::Kind kind, int seq) {
        QTest::newRow(name) << QString(QLatin1String(sql)) << int(kind) << seq;
    };
    using Kind = DeedBreak::Kind;
    add("edited", "UPDATE deed SET after = 'off' WHERE actor_id = 2 AND seq = 3", Kind::Changed, 3);
    add("reason edited", "UPDATE deed SET reason = 'another' WHERE actor_id = 2 AND seq = 3", Kind::Changed, 3);
    add("back-dated", "UPDATE deed SET at = at - 1 WHERE actor_id = 2 AND seq = 2", Kind::Changed, 2);
    add("hashed again", "UPDATE deed SET hash = previous WHERE actor_id = 2 AND seq = 3", Kind::Changed, 3);
    add("signature of another entry",
        "UPDATE deed SET signature = (SELECT d.signature FROM deed d WHERE d.actor_id = 2 AND d.seq = 1) "
        "WHERE actor_id = 2 AND seq = 2",
        Kind::NotSigned, 2);
    add("deleted", "DELETE FROM deed WHERE actor_id = 2 AND seq = 2", Kind::Missing, 2);
    add("moved up", "UPDATE deed SET seq = 99 WHERE actor_id = 2 AND seq = 2", Kind::Missing, 2);
    add("given to another", "UPDATE deed SET actor_id = 1, seq = 99 WHERE actor_id = 2 AND seq = 4", Kind::Missing, 0);
    add("cut off", "DELETE FROM deed WHERE actor_id = 2 AND seq >= 4", Kind::CutOff, 4);
    add("head put back",
        "UPDATE deed_head SET seq = 3, hash = (SELECT d.hash FROM deed d WHERE d.actor_id = 2 AND d.seq = 3) "
        "WHERE actor_id = 2",
        Kind::CutOff, 4);
    add("head of another hash",
        "UPDATE deed_head SET hash = (SELECT d.hash FROM deed d WHERE d.actor_id = 2 AND "
        "d.seq = 1) WHERE actor_id = 2",
        Kind::CutOff, 4);
    add("head deleted", "DELETE FROM deed_head WHERE actor_id = 2", Kind::CutOff, 1);
    add("person's key replaced", "UPDATE person SET sign_key = box_key WHERE id = 2", Kind::Stranger, 1);
    add("certificate replaced",
        "UPDATE person SET certificate = (SELECT p.certificate FROM person p WHERE p.id = 1) "
        "WHERE id = 2",
        Kind::Stranger, 1);
}

void AuditServiceTest::findsWhatWasDone()
{
    QFETCH_GLOBAL(Engine, engine);
    QFETCH(QString, sql);
    QFETCH(int, kind);
    QFETCH(int, seq);
    Record record(engine);
    record.tamper(sql);
    const DeedReport report = record.verify();
    QVERIFY(!report.breaks.empty());
    QCOMPARE(int(report.breaks.front().kind), kind);
    if (seq == 0) // both chains are broken: one lacks an entry, one has a gap before a strange one
        QCOMPARE(report.breaks.size(), 2U);
    if (seq == 0)
        return;
    QCOMPARE(report.breaks.size(), 1U);
    QCOMPARE(report.breaks.front().actor, record.asha->identity()->id);
    QCOMPARE(report.breaks.front().seq, seq);
}

void AuditServiceTest::findsAnOlderCopy()
{
    QFETCH_GLOBAL(Engine, engine);
    Record record(engine);
    QVERIFY(taken(record.audit().watch()).empty());
    // As a backup brings it back: everything fits, but this console saw more.
    record.tamper(QStringLiteral("DELETE FROM deed WHERE actor_id = 2 AND seq > 2"));
    record.tamper(QStringLiteral("UPDATE deed_head SET seq = 2, hash = (SELECT d.hash FROM deed d WHERE d.actor_id = 2 "
                                 "AND d.seq = 2) WHERE actor_id = 2"));
    const auto watched = taken(record.audit().watch());
    QCOMPARE(watched.size(), 1U);
    QCOMPARE(watched.front().kind, DeedBreak::Kind::Forgotten);
    QCOMPARE(watched.front().seq, 3);
    QCOMPARE(watched.front().name, QStringLiteral("asha"));
    const DeedReport report = record.verify();
    QCOMPARE(report.breaks.size(), 1U);
    QCOMPARE(report.breaks.front().kind, DeedBreak::Kind::Forgotten);
    // Whoever never saw more has no way to know.
    LocalState stranger(record.organisation.folder() + QStringLiteral("/stranger.ini"));
    QVERIFY(taken(AuditService(*record.admin, stranger).verify(std::make_shared<DeedProgress>())).breaks.empty());
}

void AuditServiceTest::remembersWhatItSawUntilAPersonAcceptsAnotherState()
{
    QFETCH_GLOBAL(Engine, engine);
    Record record(engine);
    QVERIFY(record.verify().breaks.empty());
    record.tamper(QStringLiteral("DELETE FROM deed WHERE actor_id = 2"));
    record.tamper(QStringLiteral("DELETE FROM deed_head WHERE actor_id = 2"));
    QCOMPARE(taken(record.audit().watch()).size(), 1U);
    QCOMPARE(record.verify().breaks.size(), 1U);
    QCOMPARE(taken(record.audit().watch()).size(), 1U); // looking is not accepting
    QCOMPARE(faultOf(record.audit().accept(QString())), Fault::NameEmpty);
    QCOMPARE(faultOf(record.audit().accept(QStringLiteral("called +447700900123"))), Fault::TextHoldsNumber);
    taken(record.audit().accept(QStringLiteral("The backup of Monday was brought back")));
    QVERIFY(taken(record.audit().watch()).empty());
    QVERIFY(record.verify().breaks.empty());
    const DeedLine last = taken(record.audit().page({}, {}, 1)).lines.front();
    QCOMPARE(last.entry.deed.action, QStringLiteral("record.accept"));
}

void AuditServiceTest::goesOnWhileOthersWrite()
{
    QFETCH_GLOBAL(Engine, engine);
    Record record(engine);
    for (int round = 0; round < 10; ++round) {
        const auto verified = record.audit().verify(std::make_shared<DeedProgress>());
        for (int i = 0; i < 3; ++i)
            taken(
                MaskingService(*record.asha)
                    .apply({{{record.process, 7 + 3 * round + i}}, MaskingPolicy::random(), QStringLiteral("x"), {}}));
        QVERIFY(taken(verified).breaks.empty());
    }
}

void AuditServiceTest::exportsWhatIsFiltered()
{
    QFETCH_GLOBAL(Engine, engine);
    Record record(engine);
    const QString path = record.organisation.folder() + QStringLiteral("/record.csv");
    DeedFilter filter;
    filter.action = QStringLiteral("policy");
    filter.actor = record.asha->identity()->id;
    QCOMPARE(taken(record.audit().exportTo(
                 filter, path, SheetFormat::Csv, QTimeZone::utc(), std::make_shared<DeedProgress>())),
        3);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArrayList lines = file.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines[0].trimmed(), QByteArray("\"at (UTC)\",actor,entry,action,object,before,after,reason,console"));
    QVERIFY(lines[1].contains("policy.apply,process 1,"));
    QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
    QCOMPARE(
        taken(record.audit().page({}, {}, 1)).lines.front().entry.deed.after, QStringLiteral("format csv; rows 3"));
    QCOMPARE(faultOf(record.audit().exportTo({}, record.organisation.folder() + QStringLiteral("/no/where.xlsx"),
                 SheetFormat::Xlsx, QTimeZone::utc(), std::make_shared<DeedProgress>())),
        Fault::FileUnwritable);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::AuditServiceTest)
#include "tst_audit_service.moc"
