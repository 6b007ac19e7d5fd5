// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak_scene.h"

#include "services/access/access_service.h"
#include "services/security/security_service.h"
#include "storage/vault/writer_keys.h"

namespace callveil {

namespace {

QString number(int i)
{
    return QStringLiteral("+4420794688%1").arg(i, 2, 10, QLatin1Char('0'));
}

} // namespace

/// Numbers that are planted: who may, what is kept of them, and where a scan finds them.
class CanaryServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void plantsANumberAndForgetsIt();
    void refusesWhatCannotBePlanted();
    void isPlantedOnce();
    void isForWhoeverManagesSecurityEverywhere();
    void keepsAndRecordsNoNumber();
    void findsItInTexts();
    void findsItInBindings();
    void findsItInCallsUnderLaterPolicies();
    void findsItAsAnAgentsLine();
    void findsNoOtherNumber();
    void asksForTheWriterKeyToSearchTexts();
    void allowsAsManyAsSearches();
    void aServerTakesOneIndexForEachPolicy();

private:
    [[nodiscard]] static LeakScene &scene()
    {
        QFETCH_GLOBAL(Engine, engine);
        return leakScene(engine);
    }
    static CanaryId planted(int i, const QString &name) { return taken(scene().canaries.plant({name, number(i)})).id; }
    /// "place: rows" of what is open of it.
    [[nodiscard]] static QStringList seen(CanaryId canary)
    {
        LeakFilter filter;
        filter.open = true;
        filter.kind = LeakKind::CanarySeen;
        QStringList places;
        for (const Leak &leak : scene().list(filter))
            if (leak.key.object == canary.value)
                places.append(QStringLiteral("%1: %2").arg(leak.key.place).arg(leak.rows));
        places.sort();
        return places;
    }
};

void CanaryServiceTest::plantsANumberAndForgetsIt()
{
    const PlantedCanary done =
        taken(scene().canaries.plant({QStringLiteral(" List  for Acme "), QStringLiteral("020 7946 8800")}));
    QVERIFY(done.isNew);
    QCOMPARE(done.name, QStringLiteral("List for Acme"));
    const std::vector<Canary> listed = taken(scene().canaries.list());
    const auto canary =
        std::find_if(listed.begin(), listed.end(), [&](const Canary &each) { return each.id == done.id; });
    QVERIFY(canary != listed.end());
    QCOMPARE(canary->name, done.name);
    QCOMPARE(canary->country, QStringLiteral("GB"));
    QCOMPARE(canary->plantedByName, scene().desk.admin->identity()->displayName);
    QCOMPARE(canary->seen, 0);
    QVERIFY(!canary->isLookedFor); // "nowhere" would be said too early
    taken(scene().canaries.remove(*canary));
    QCOMPARE(faultOf(scene().canaries.remove(*canary)), Fault::EntryChanged);
    for (const Canary &each : taken(scene().canaries.list()))
        QVERIFY(each.id != done.id);
    QVERIFY(taken(scene().canaries.plant({QStringLiteral("Again"), number(0)})).isNew);
}

void CanaryServiceTest::refusesWhatCannotBePlanted()
{
    const Pool pool = scene().pool(Sharing::PairUnique, 1);
    const QString own = taken(scene().pools.numbers(pool.id)).numbers.front().number;
    const auto refusal = [](const QString &name, const QString &typed) {
        const Error error = errorOf(scene().canaries.plant({name, typed}));
        if (error.args.join(u' ').contains(QLatin1String("7946")) || error.detail.contains(QLatin1String("7946")))
            qFatal("the error repeats the number");
        return std::pair(error.fault, error.args.value(0));
    };
    const QString name = QStringLiteral("A list"), field = QStringLiteral("number");
    QCOMPARE(refusal({}, number(1)), std::pair(Fault::NameEmpty, QStringLiteral("planted-in")));
    QCOMPARE(refusal(number(1), number(1)), std::pair(Fault::TextHoldsNumber, QStringLiteral("planted-in")));
    QCOMPARE(refusal(name, {}), std::pair(Fault::NameEmpty, field));
    QCOMPARE(refusal(name, QStringLiteral("020794")), std::pair(Fault::NumberNotPossible, field));
    QCOMPARE(refusal(name, QStringLiteral("020 7946 x8801")), std::pair(Fault::NumberCharacters, field));
    QCOMPARE(refusal(name, own), std::pair(Fault::PartyIsProxy, field));
}

void CanaryServiceTest::isPlantedOnce()
{
    const CanaryId first = planted(2, QStringLiteral("Once"));
    const PlantedCanary second = taken(scene().canaries.plant({QStringLiteral("Twice"), number(2)}));
    QVERIFY(!second.isNew);
    QCOMPARE(second.id, first);
    QCOMPARE(second.name, QStringLiteral("Once"));
    // Whoever learns that leaves an entry.
    QCOMPARE(DatabaseLook(scene().desk.organisation)
                 .number(QStringLiteral("SELECT COUNT(*) FROM deed WHERE action = 'canary.check' AND object = 'canary "
                                        "%1'")
                             .arg(first.value)),
        1);
}

void CanaryServiceTest::isForWhoeverManagesSecurityEverywhere()
{
    const ProcessId process = scene().process(QStringLiteral("Limited"));
    const auto lea = scene().desk.hire(QStringLiteral("lea"), Role::Administrator, {process});
    const auto sue = scene().desk.hire(QStringLiteral("sue"), Role::Supervisor);
    CanaryService limited(*lea), other(*sue);
    QVERIFY(!limited.mayPlant() && !other.mayPlant() && scene().canaries.mayPlant());
    QCOMPARE(faultOf(limited.plant({QStringLiteral("A list"), number(3)})), Fault::NotPermitted);
    QVERIFY(!taken(limited.list()).empty());
    QCOMPARE(faultOf(other.list()), Fault::NotPermitted);
    const Canary canary = taken(limited.list()).front();
    QCOMPARE(faultOf(limited.remove(canary)), Fault::NotPermitted);
}

void CanaryServiceTest::keepsAndRecordsNoNumber()
{
    const CanaryId canary = planted(4, QStringLiteral("Kept"));
    const DatabaseLook look(scene().desk.organisation);
    QVERIFY(!look.dump().contains("7946880"));
    const auto deeds =
        look.run(QStringLiteral("SELECT action, after FROM deed WHERE object = 'canary %1'").arg(canary.value));
    QCOMPARE(deeds.size(), 1);
    QCOMPARE(deeds.front().at(0).toString(), QStringLiteral("canary.plant"));
    QCOMPARE(deeds.front().at(1).toString(), QStringLiteral("name Kept"));
    for (const QVariantList &row :
        look.run(QStringLiteral("SELECT party, sealed FROM canary WHERE removed_at IS NULL"))) {
        QCOMPARE(row.at(0).toByteArray().size(), 16);
        QVERIFY(row.at(1).toByteArray().size() > 40);
    }
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM canary_place WHERE canary_id = %1").arg(canary.value)),
        look.number(QStringLiteral("SELECT COUNT(*) FROM policy_revision")));
}

void CanaryServiceTest::findsItInTexts()
{
    const CanaryId canary = planted(5, QStringLiteral("Texts"));
    const ProcessId process = scene().process(QStringLiteral("Texts"));
    scene().call({.process = process, .account = QStringLiteral("ring (020) 7946-8805")});
    scene().run(QStringLiteral("UPDATE process SET project = 'see 0044 20 79468805' WHERE id = %1").arg(process.value));
    scene().scan();
    QCOMPARE(seen(canary), QStringList({QStringLiteral("call_leg.account: 1"), QStringLiteral("process.project: 1")}));
    for (const Canary &each : taken(scene().canaries.list())) {
        QCOMPARE(each.seen, each.id == canary ? 2 : 0);
        QVERIFY(each.isLookedFor);
    }
    scene().run(QStringLiteral("UPDATE process SET project = '' WHERE id = %1").arg(process.value));
    scene().scan();
    QCOMPARE(seen(canary), QStringList(QStringLiteral("call_leg.account: 1")));
}

void CanaryServiceTest::findsItInBindings()
{
    const CanaryId canary = planted(6, QStringLiteral("Bindings"));
    const Pool pool = scene().pool(Sharing::PairUnique, 1);
    scene().scan();
    QCOMPARE(seen(canary), QStringList());
    const Binding binding = scene().bind(pool, 1, 1, [](BindingOrder &order) { order.customer = number(6); }).binding;
    scene().scan();
    QCOMPARE(seen(canary), QStringList(QStringLiteral("bindings: 1")));
    taken(scene().bindings.release(binding));
    scene().pass(3 * 24 * 60);
    static_cast<void>(taken(scene().bindings.tidy()));
    scene().scan();
    QCOMPARE(seen(canary), QStringList()); // the vault holds it no longer
}

void CanaryServiceTest::findsItInCallsUnderLaterPolicies()
{
    const CanaryId canary = planted(7, QStringLiteral("Calls"));
    const ProcessId process = scene().process(QStringLiteral("Later")); // with a policy that came after it
    const qint64 session = scene().call({.process = process});
    const DatabaseLook look(scene().desk.organisation);
    const RevisionId revision{
        look.number(QStringLiteral("SELECT id FROM policy_revision WHERE process_id = %1").arg(process.value))};
    const QByteArray blind =
        WriterKeys(scene().desk.admin->identity()->writerKey).blindIndex(process, revision, number(7));
    scene().run(
        QStringLiteral("INSERT INTO number_index (process_id, blind, month, number_id) VALUES (%1, %2, 202601, 771)")
            .arg(process.value)
            .arg(look.literal(blind)));
    scene().run(QStringLiteral("UPDATE call_leg SET customer_number = 771 WHERE session_id = %1").arg(session));
    scene().scan();
    QCOMPARE(seen(canary), QStringList(QStringLiteral("calls: 1")));
    LeakFilter filter;
    filter.process = process;
    const Leak leak = scene().list(filter).front();
    QCOMPARE(leak.calls, QList<CallId>{{session}});
    QCOMPARE(leak.canaryName, QStringLiteral("Calls"));
    QCOMPARE(leak.severity, LeakSeverity::Critical);
    scene().scan(true); // looked up as a whole, and not counted twice
    QCOMPARE(seen(canary), QStringList(QStringLiteral("calls: 1")));
}

void CanaryServiceTest::findsItAsAnAgentsLine()
{
    const CanaryId canary = planted(8, QStringLiteral("Agents"));
    AgentForm form;
    form.code = QStringLiteral("bird");
    form.name = QStringLiteral("Bird");
    form.processes = {QStringLiteral("Sales")};
    form.number = number(8);
    static_cast<void>(taken(AgentService(*scene().desk.admin).save(form)));
    scene().scan();
    QCOMPARE(seen(canary), QStringList(QStringLiteral("agents: 1")));
}

void CanaryServiceTest::findsNoOtherNumber()
{
    const CanaryId canary = planted(9, QStringLiteral("Others"));
    const ProcessId process = scene().process(QStringLiteral("Others"));
    scene().call({.process = process, .account = QStringLiteral("ring 020 7946 8899")});
    scene().scan();
    QCOMPARE(seen(canary), QStringList());
    QCOMPARE(scene().open(process), QStringList(QStringLiteral("clear-number call_leg.account: 1")));
}

void CanaryServiceTest::asksForTheWriterKeyToSearchTexts()
{
    static_cast<void>(planted(10, QStringLiteral("Keys")));
    static_cast<void>(
        taken(AccessService(*scene().desk.admin).setPermissions({{Role::Executive, Permission::ViewAudit, true}})));
    const auto eve = scene().desk.hire(QStringLiteral("eve"), Role::Executive);
    const auto scan = LeakAuditService(*eve).scan(false, std::make_shared<LeakProgress>());
    QVERIFY(!taken(scan).canariesInTexts);
    QVERIFY(scene().scan().canariesInTexts);
}

void CanaryServiceTest::allowsAsManyAsSearches()
{
    SecurityService security(*scene().desk.admin);
    const SecuritySettings before = taken(security.settings());
    SecuritySettings few = before;
    few.searchesPerHour = 2;
    static_cast<void>(taken(security.save(before, few)));
    const Error error = errorOf(scene().canaries.plant({QStringLiteral("Too many"), number(11)}));
    QCOMPARE(error.fault, Fault::SearchLimit);
    QCOMPARE(error.args, QStringList(QStringLiteral("2")));
    static_cast<void>(taken(security.save(few, before)));
}

void CanaryServiceTest::aServerTakesOneIndexForEachPolicy()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        QSKIP("a file has no rights of its own");
    const CanaryId canary = planted(12, QStringLiteral("One index"));
    const DatabaseLook look(scene().desk.organisation);
    const QString blind =
        QStringLiteral("SELECT blind FROM canary_place WHERE canary_id = %1 AND revision_id = 1").arg(canary.value);
    const QByteArray before = look.one(blind).toByteArray();
    QVERIFY(runAs(*scene().desk.admin,
        QStringLiteral("SELECT cv_api.canary_place_put(%1, 1, 1, 'sixteen bytes xx')").arg(canary.value)));
    QCOMPARE(look.one(blind).toByteArray(), before);
    QVERIFY(!runAs(*scene().desk.admin,
        QStringLiteral("SELECT * FROM cv_api.canary_plant('x', 'GB', 'sixteen bytes xx', 'x')"))); // without an entry
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CanaryServiceTest)
#include "tst_canary_service.moc"
