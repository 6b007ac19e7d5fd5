// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak_scene.h"

#include "domain/callbacks/callback_endpoint.h"
#include "services/access/access_service.h"
#include "services/masking/masking_service.h"
#include "services/notices/notice_service.h"
#include "services/reveal/reveal_service.h"

namespace callveil {

/// What calls for attention, and whose.
class NoticeServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void tellsOfOpenFindings();
    void tellsOfPoolsBelowTheirMark();
    void tellsOfCallbacksThatFail();
    void tellsOfLimitsThatOthersMet();
    void tellsOfPoliciesThatOthersChanged();
    void tellsOfKeysThatTheReaderCanGive();
    void refusesALockedSession();

private:
    [[nodiscard]] static LeakScene &scene()
    {
        QFETCH_GLOBAL(Engine, engine);
        return leakScene(engine);
    }
    /// Behind the services: nobody's deed.
    static void write(const QString &sql)
    {
        const DatabaseLook look(scene().desk.organisation);
        if (scene().desk.organisation.engine() == Engine::PostgreSql)
            look.run(QStringLiteral("SET session_replication_role = replica"));
        look.run(sql);
    }
    [[nodiscard]] static std::vector<Notice> of(Workspace &reader, NoticeKind kind)
    {
        std::vector<Notice> found;
        for (const Notice &notice : taken(NoticeService(reader).read()))
            if (notice.kind == kind)
                found.push_back(notice);
        return found;
    }
    [[nodiscard]] static Notice one(Workspace &reader, NoticeKind kind)
    {
        const std::vector<Notice> found = of(reader, kind);
        if (found.size() != 1)
            qFatal("there are %d notices of kind %d", int(found.size()), int(kind));
        return found.front();
    }
    [[nodiscard]] static qint64 now() { return QDateTime::currentMSecsSinceEpoch(); }
    static void find(ProcessId process, LeakSeverity severity, qint64 firstSeen, int object);
    static void change(Workspace &by, ProcessId process, int lastRevision);
};

void NoticeServiceTest::find(ProcessId process, LeakSeverity severity, qint64 firstSeen, int object)
{
    write(QStringLiteral(
        "INSERT INTO leak_finding (kind, severity, process_id, pool_id, did_id, object_id, place, counted, "
        "row_count, sample, oldest_at, newest_at, first_seen, last_seen) "
        "VALUES (1, %1, %2, 0, 0, %3, '', 0, 1, '', 1, 1, %4, %4)")
              .arg(int(severity))
              .arg(process.value)
              .arg(object)
              .arg(firstSeen));
}

void NoticeServiceTest::tellsOfOpenFindings()
{
    Workspace &admin = *scene().desk.admin;
    QVERIFY(of(admin, NoticeKind::Findings).empty());
    const ProcessId process = scene().process(QStringLiteral("Found"));
    find(process, LeakSeverity::Medium, 1000, 1);
    const Notice mild = one(admin, NoticeKind::Findings);
    QCOMPARE(mild.weight, NoticeWeight::Warning);
    QCOMPARE(mild.count, 1);
    QCOMPARE(mild.grave, 0);
    find(process, LeakSeverity::High, 2000, 2);
    find(scene().sales, LeakSeverity::Critical, 3000, 3);
    const Notice grave = one(admin, NoticeKind::Findings);
    QCOMPARE(grave.weight, NoticeWeight::Critical);
    QCOMPARE(grave.count, 3);
    QCOMPARE(grave.grave, 2);
    QCOMPARE(grave.since.value_or(0), 3000);
    QCOMPARE(grave.mark, 3000);
    const auto one = scene().desk.hire(QStringLiteral("fay"), Role::Administrator, {process});
    QCOMPARE(this->one(*one, NoticeKind::Findings).count, 2); // of her process
    const auto analyst = scene().desk.hire(QStringLiteral("finn"), Role::Analyst);
    QVERIFY(of(*analyst, NoticeKind::Findings).empty());
    write(QStringLiteral("UPDATE leak_finding SET state = 1"));
    QVERIFY(of(admin, NoticeKind::Findings).empty());
    write(QStringLiteral("UPDATE leak_finding SET state = 3, settled_at = 9000 WHERE first_seen = 1000"));
    QCOMPARE(this->one(admin, NoticeKind::Findings).mark, 9000); // so that it is new again
    write(QStringLiteral("DELETE FROM leak_finding"));
}

void NoticeServiceTest::tellsOfPoolsBelowTheirMark()
{
    Workspace &admin = *scene().desk.admin;
    QVERIFY(of(admin, NoticeKind::PoolLow).empty());
    const Pool pool = scene().pool(Sharing::Exclusive, 2, [](Pool &wanted) { wanted.lowWaterPercent = 60; });
    QVERIFY(of(admin, NoticeKind::PoolLow).empty());
    const BoundPair first = scene().bind(pool, 1, 1), second = scene().bind(pool, 2, 2);
    const Notice dry = one(admin, NoticeKind::PoolLow);
    QCOMPARE(dry.id, pool.id.value);
    QCOMPARE(dry.name, pool.name);
    QCOMPARE(dry.count, 0);
    QCOMPARE(dry.weight, NoticeWeight::Critical);
    const auto manager = scene().desk.hire(QStringLiteral("pia"), Role::GroupManager);
    QCOMPARE(of(*manager, NoticeKind::PoolLow).size(), size_t(1));
    const auto agent = scene().desk.hire(QStringLiteral("paul"), Role::ProfessionalAgent);
    QVERIFY(of(*agent, NoticeKind::PoolLow).empty());
    write(QStringLiteral("UPDATE pool SET low_water = 0 WHERE id = %1").arg(pool.id.value));
    QVERIFY(of(admin, NoticeKind::PoolLow).empty());
}

void NoticeServiceTest::tellsOfCallbacksThatFail()
{
    Workspace &admin = *scene().desk.admin;
    const auto set = [](const QString &assignments) {
        write(QStringLiteral("UPDATE callback_endpoint SET %1 WHERE kind = 2").arg(assignments));
    };
    const qint64 quarter = CallbackEndpoint::lastingMs;
    set(QStringLiteral("url = 'https://events.example', secret = %1, failing_since = %2")
            .arg(DatabaseLook(scene().desk.organisation).literal(QByteArray("sealed")))
            .arg(now() - quarter + 60000));
    QVERIFY(of(admin, NoticeKind::CallbackFailing).empty()); // it may be over soon
    const qint64 since = now() - quarter - 60000;
    set(QStringLiteral("failing_since = %1").arg(since));
    const Notice failing = one(admin, NoticeKind::CallbackFailing);
    QCOMPARE(failing.id, qint64(CallbackKind::CallStatus));
    QCOMPARE(failing.since.value_or(0), since);
    const auto limited = scene().desk.hire(QStringLiteral("cora"), Role::Administrator, {scene().sales});
    QVERIFY(of(*limited, NoticeKind::CallbackFailing).empty());
    set(QStringLiteral("paused_at = %1").arg(now()));
    QVERIFY(of(admin, NoticeKind::CallbackFailing).empty()); // somebody knows
    set(QStringLiteral("paused_at = NULL, disabled_at = 5000"));
    QVERIFY(of(admin, NoticeKind::CallbackFailing).empty());
    QCOMPARE(one(admin, NoticeKind::CallbackGone).since.value_or(0), 5000);
    set(QStringLiteral("url = '', disabled_at = NULL, failing_since = NULL"));
    QVERIFY(of(admin, NoticeKind::CallbackGone).empty());
}

void NoticeServiceTest::tellsOfLimitsThatOthersMet()
{
    Workspace &admin = *scene().desk.admin;
    QVERIFY(of(admin, NoticeKind::SearchLimit).empty());
    write(QStringLiteral("INSERT INTO setting VALUES ('searches_per_hour', '0', 1, 0)"));
    const auto other = scene().desk.hire(QStringLiteral("leo"), Role::Administrator);
    QCOMPARE(faultOf(RevealService(*other).search(QStringLiteral("+447700900123"))), Fault::SearchLimit);
    const Notice met = one(admin, NoticeKind::SearchLimit);
    QCOMPARE(met.weight, NoticeWeight::Critical);
    QCOMPARE(met.name, other->identity()->displayName);
    QVERIFY(met.since.value_or(0) > 0);
    QVERIFY(of(*other, NoticeKind::SearchLimit).empty()); // he knows
    QVERIFY(of(admin, NoticeKind::RevealLimit).empty());
    write(QStringLiteral("DELETE FROM setting WHERE name = 'searches_per_hour'"));
}

void NoticeServiceTest::change(Workspace &by, ProcessId process, int lastRevision)
{
    PolicyOrder order;
    order.policy = lastRevision % 2 == 1 ? MaskingPolicy::random() : MaskingPolicy::replacement(2, 2).value();
    order.targets = {{process, lastRevision}};
    order.note = QStringLiteral("tried");
    static_cast<void>(taken(MaskingService(by).apply(order)));
}

void NoticeServiceTest::tellsOfPoliciesThatOthersChanged()
{
    Workspace &admin = *scene().desk.admin;
    const ProcessId own = scene().process(QStringLiteral("Policies")), foreign = scene().process(QStringLiteral("Far"));
    const auto other = scene().desk.hire(QStringLiteral("olga"), Role::Administrator);
    change(*other, own, 1);
    change(*other, own, 2);
    change(*other, foreign, 1);
    QCOMPARE(of(admin, NoticeKind::PolicyChanged).size(), size_t(2)); // of each process the last
    QVERIFY(of(*other, NoticeKind::PolicyChanged).empty());
    const auto agent = scene().desk.hire(QStringLiteral("abel"), Role::ProfessionalAgent, {own});
    const Notice changed = one(*agent, NoticeKind::PolicyChanged); // people see it at their next sign-in
    QCOMPARE(changed.id, own.value);
    QCOMPARE(changed.name, QStringLiteral("Policies"));
    QCOMPARE(changed.by, other->identity()->displayName);
    const qint64 mark = changed.mark;
    change(admin, own, 3);
    QVERIFY(one(*agent, NoticeKind::PolicyChanged).mark > mark);
    write(QStringLiteral("UPDATE policy_revision SET created_at = created_at - 8 * 86400000 WHERE process_id = %1")
              .arg(own.value));
    QVERIFY(of(*agent, NoticeKind::PolicyChanged).empty());
}

void NoticeServiceTest::tellsOfKeysThatTheReaderCanGive()
{
    Workspace &admin = *scene().desk.admin;
    QVERIFY(of(admin, NoticeKind::KeysWaiting).empty());
    const auto other = scene().desk.hire(QStringLiteral("kim"), Role::Administrator);
    const QString seals = scene().desk.organisation.engine() == Engine::PostgreSql
        ? QStringLiteral("cv_vault.writer_seal")
        : QStringLiteral("writer_seal");
    write(QStringLiteral("DELETE FROM %1 WHERE holder = %2").arg(seals).arg(other->identity()->id.value));
    QCOMPARE(one(admin, NoticeKind::KeysWaiting).count, 1);
    QVERIFY(of(*other, NoticeKind::KeysWaiting).empty()); // nobody gives himself a key
    QCOMPARE(taken(AccessService(admin).completeWaiting()).served, 1);
    QVERIFY(of(admin, NoticeKind::KeysWaiting).empty());
}

void NoticeServiceTest::refusesALockedSession()
{
    const auto other = scene().desk.hire(QStringLiteral("lola"), Role::Analyst);
    other->lock();
    QCOMPARE(faultOf(NoticeService(*other).read()), Fault::SessionLocked);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::NoticeServiceTest)

#include "tst_notice_service.moc"
