// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile_server.h"

#include "services/rotation/rotation_service.h"

#include <functional>

namespace callveil {

/// A rotation of a vault in which something is damaged: the rest gets its new key, and nothing is lost.
class DamagedRotationTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void cleanupTestCase() { m_servers.close(); }
    void leavesADamagedNumberWhereItIs();
    void leavesAnEpochWhoseKeyDoesNotOpen();
    void leavesWhatIsUnderADamagedVault();

private:
    /// Damages process One, rotates, repairs, and rotates again.
    void leavesBehind(int damaged, const QString &table, const std::function<void(HostileServer &)> &damage);

    HostileServers m_servers;
};

void DamagedRotationTest::leavesBehind(
    int damaged, const QString &table, const std::function<void(HostileServer &)> &damage)
{
    QFETCH_GLOBAL(Engine, engine);
    HostileServer &server = m_servers.of(engine);
    constexpr int all = 7;
    RotationService service(*server.admin);
    const auto rotate = [&] { return taken(service.run(server.one, std::make_shared<RotationProgress>())); };
    const auto state = [&] { return taken(service.states()).front(); };
    const int before = state().generation;
    server.look.run(QStringLiteral("CREATE TEMPORARY TABLE whole AS SELECT * FROM %1").arg(table));
    damage(server);
    const RotationReport first = rotate();
    QCOMPARE(first.generation, before + 1);
    QCOMPARE(first.numbers, all - damaged);
    QCOMPARE(first.damaged, damaged);
    QVERIFY(state().dueSince && state().begun);
    QCOMPARE(state().damaged, damaged);
    QCOMPARE(state().numbersLeft, damaged);
    QCOMPARE(server.look.number(QStringLiteral("SELECT COUNT(*) FROM number n JOIN epoch e ON e.id = n.epoch_id "
                                               "WHERE e.process_id = %1")
                                    .arg(server.one.value)),
        all);
    // Another run changes nothing while the damage stands.
    const RotationReport again = rotate();
    QCOMPARE(again.generation, before + 1);
    QCOMPARE(again.numbers, 0);
    QCOMPARE(again.damaged, damaged);
    // What a backup brings back fits where it was.
    const bool numbers = table == QLatin1String("number");
    const QString column = numbers ? QStringLiteral("cipher") : QStringLiteral("sealed_key");
    const QString same = numbers ? QStringLiteral("w.id = number.id AND w.epoch_id = number.epoch_id")
                                 : QStringLiteral("w.id = epoch.id");
    server.look.run(QStringLiteral("UPDATE %1 SET %2 = (SELECT w.%2 FROM whole w WHERE %3) WHERE EXISTS (SELECT 1 "
                                   "FROM whole w WHERE %3)")
                        .arg(table, column, same));
    server.look.run(QStringLiteral("DROP TABLE whole"));
    const RotationReport last = rotate();
    QCOMPARE(last.generation, before + 1);
    QCOMPARE(last.numbers, damaged);
    QCOMPARE(last.damaged, 0);
    QVERIFY(!state().dueSince);
    for (const qint64 number : server.numbersOf(server.one))
        QVERIFY(server.reveal(*server.admin, number));
}

void DamagedRotationTest::leavesADamagedNumberWhereItIs()
{
    leavesBehind(2, QStringLiteral("number"), [](HostileServer &server) {
        const auto ids = server.numbersOf(server.one);
        server.put(QStringLiteral("number"), QStringLiteral("cipher"), QByteArray("x"),
            QStringLiteral("id IN (%1, %2)").arg(ids[0]).arg(ids[4]));
    });
}

void DamagedRotationTest::leavesAnEpochWhoseKeyDoesNotOpen()
{
    QFETCH_GLOBAL(Engine, engine);
    HostileServer &server = m_servers.of(engine);
    const QString largest = QStringLiteral("SELECT n.epoch_id FROM number n JOIN epoch e ON e.id = n.epoch_id WHERE "
                                           "e.process_id = %1 GROUP BY n.epoch_id ORDER BY count(*) DESC LIMIT 1")
                                .arg(server.one.value);
    const qint64 epoch = server.look.number(largest);
    const int numbers =
        int(server.look.number(QStringLiteral("SELECT count(*) FROM number WHERE epoch_id = %1").arg(epoch)));
    leavesBehind(numbers, QStringLiteral("epoch"), [epoch](HostileServer &server) {
        server.put(QStringLiteral("epoch"), QStringLiteral("sealed_key"), QByteArray("x"),
            QStringLiteral("id = %1").arg(epoch));
    });
    QCOMPARE(server.look.number(QStringLiteral("SELECT count(*) FROM vault_rotation")), 0);
}

/// The certificate of an older generation that still holds numbers.
void DamagedRotationTest::leavesWhatIsUnderADamagedVault()
{
    QFETCH_GLOBAL(Engine, engine);
    HostileServer &server = m_servers.of(engine);
    auto cancelled = std::make_shared<RotationProgress>();
    cancelled->cancelled = true;
    QCOMPARE(faultOf(RotationService(*server.admin).run(server.one, cancelled)), Fault::CancelledHalfway);
    const int generation = taken(RotationService(*server.admin).states()).front().generation;
    const QString old = QStringLiteral("process_id = %1 AND generation = %2").arg(server.one.value).arg(generation - 1);
    const QByteArray certificate = server.bytes(QStringLiteral("SELECT certificate FROM vault WHERE ") + old);
    server.put(QStringLiteral("vault"), QStringLiteral("certificate"), QByteArray(64, 'x'), old);
    const auto run = [&] {
        return taken(RotationService(*server.admin).run(server.one, std::make_shared<RotationProgress>()));
    };
    QCOMPARE(run().damaged, 7);
    server.put(QStringLiteral("vault"), QStringLiteral("certificate"), certificate, old);
    const RotationReport last = run();
    QCOMPARE(last.damaged, 0);
    QCOMPARE(last.numbers, 7);
    QCOMPARE(last.generation, generation);
    QCOMPARE(server.look.number(QStringLiteral("SELECT COUNT(*) FROM deed WHERE action = 'vault.rotate-left' AND after "
                                               "= 'generation %1; damaged 7'")
                                    .arg(generation)),
        1);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::DamagedRotationTest)
#include "tst_damaged_rotation.moc"
