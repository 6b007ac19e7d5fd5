// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile_server.h"

#include "services/recovery/recovery_service.h"
#include "services/rotation/rotation_service.h"

#include <functional>

namespace callveil {

namespace {

const QString asha = QStringLiteral("asha");
const QString bob = QStringLiteral("bob");

} // namespace

/// A server that swaps the keys of those who wait for a vault: nothing is sealed to it, and nobody else waits for that.
class HostileServerGrantsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void cleanupTestCase() { m_servers.close(); }
    void givesNothingToSwappedKeys();
    void givesNoVaultThatIsNone();
    void handsOnNoWriterKeyOfTheServer();
    void rotatesForTheOthers();
    void theKitGivesNothingToSwappedKeys();
    void theKitHandsNoKeyOnInThePlaceOfAnother();

private:
    static QStringList keptTables();
    static qint64 sealsOf(HostileServer &server, const QString &name);
    static void takeSeals(HostileServer &server);
    static bool holdsNothing(HostileServer &server, const BoxKeys &keys);
    static QString kitOf(HostileServer &server);

    HostileServers m_servers;
};

QStringList HostileServerGrantsTest::keptTables()
{
    return {QStringLiteral("organisation"), QStringLiteral("person"), QStringLiteral("vault"),
        QStringLiteral("vault_seal"), QStringLiteral("writer_seal"), QStringLiteral("root_seal")};
}

QString HostileServerGrantsTest::kitOf(HostileServer &server)
{
    return server.organisation.outcome().recoveryWords.join(u' ');
}

qint64 HostileServerGrantsTest::sealsOf(HostileServer &server, const QString &name)
{
    return server.look.number(
        QStringLiteral("SELECT COUNT(*) FROM vault_seal WHERE holder = %1").arg(server.idOf(name)));
}

/// Asha and Bob wait for the vaults that they are entitled to.
void HostileServerGrantsTest::takeSeals(HostileServer &server)
{
    for (const QString &name : {asha, bob})
        server.look.run(QStringLiteral("DELETE FROM vault_seal WHERE holder = %1").arg(server.idOf(name)));
}

bool HostileServerGrantsTest::holdsNothing(HostileServer &server, const BoxKeys &keys)
{
    for (const char *table : {"vault_seal", "writer_seal", "root_seal"})
        for (const QVariantList &row :
            server.look.run(QStringLiteral("SELECT sealed FROM %1").arg(QLatin1String(table)))) {
            const QByteArray sealed = row.front().toByteArray();
            if (openSeal(sealed, keys, sealed.size() - sealOverhead))
                return false;
        }
    return true;
}

void HostileServerGrantsTest::givesNothingToSwappedKeys()
{
    QFETCH_GLOBAL(Engine, engine);
    HostileServer &server = m_servers.of(engine);
    const auto put = [&](const char *column, const QByteArray &bytes) {
        server.put(QStringLiteral("person"), QLatin1String(column), bytes, QStringLiteral("name = 'asha'"));
    };
    const std::function<void()> attacks[] = {
        [&] { put("box_key", server.box.publicKey); },
        [&] { put("sign_key", server.sign.publicKey); },
        [&] {
            put("box_key", server.box.publicKey);
            put("sign_key", server.sign.publicKey);
            put("certificate", issue(server.sign, personClaim(asha, server.box.publicKey, server.sign.publicKey)));
        },
        [&] { // Bob's, whom the server may have in its hand
            for (const char *column : {"box_key", "sign_key", "certificate"})
                put(column,
                    server.bytes(
                        QStringLiteral("SELECT %1 FROM person WHERE name = 'bob'").arg(QLatin1String(column))));
        },
    };
    for (const auto &attack : attacks) {
        const KeptRows kept = server.keep(keptTables());
        takeSeals(server);
        attack();
        const GivenKeys given = taken(AccessService(*server.admin).completeWaiting());
        QCOMPARE(given.served, 1);
        QCOMPARE(given.refusals.size(), 1U);
        QCOMPARE(given.refusals[0].fault, Fault::CertificateInvalid);
        QCOMPARE(given.refusals[0].args, QStringList{asha});
        QCOMPARE(sealsOf(server, asha), 0);
        QCOMPARE(sealsOf(server, bob), 2);
        QVERIFY(holdsNothing(server, server.box));
    }
}

/// The giver's own seal, or the vault's certificate, is not what it should be: this vault waits, the other is given.
void HostileServerGrantsTest::givesNoVaultThatIsNone()
{
    QFETCH_GLOBAL(Engine, engine);
    HostileServer &server = m_servers.of(engine);
    const QString one = QStringLiteral("process_id = %1").arg(server.one.value);
    const auto putSeal = [&](const QByteArray &sealed) {
        server.put(
            QStringLiteral("vault_seal"), QStringLiteral("sealed"), sealed, one + QStringLiteral(" AND holder = 1"));
    };
    const std::function<void()> attacks[] = {
        [&] { putSeal(seal(server.box.privateKey, server.admin->identity()->keys.box.publicKey)); },
        [&] { putSeal(server.bytes(QStringLiteral("SELECT sealed FROM root_seal WHERE holder = 1"))); },
        [&] { putSeal(QByteArray("x")); },
        [&] { server.put(QStringLiteral("vault"), QStringLiteral("certificate"), QByteArray(64, 'x'), one); },
    };
    for (const auto &attack : attacks) {
        const KeptRows kept = server.keep(keptTables());
        takeSeals(server);
        attack();
        const GivenKeys given = taken(AccessService(*server.admin).completeWaiting());
        QCOMPARE(given.served, 2);
        QCOMPARE(given.refusals.size(), 1U);
        QCOMPARE(given.refusals[0].args, QStringList{QStringLiteral("One")});
        for (const QString &name : {asha, bob})
            QCOMPARE(sealsOf(server, name), 1);
    }
}

void HostileServerGrantsTest::handsOnNoWriterKeyOfTheServer()
{
    QFETCH_GLOBAL(Engine, engine);
    HostileServer &server = m_servers.of(engine);
    const KeptRows kept = server.keep(keptTables());
    // The vault as the writer key: Asha, who may search, would get what she may not open.
    server.look.run(QStringLiteral("DELETE FROM writer_seal WHERE holder = %1").arg(server.idOf(asha)));
    server.look.run(QStringLiteral("UPDATE writer_seal SET sealed = (SELECT s.sealed FROM vault_seal s WHERE "
                                   "s.holder = 1 AND s.process_id = %1) WHERE holder = 1")
                        .arg(server.one.value));
    const GivenKeys given = taken(AccessService(*server.admin).completeWaiting());
    QCOMPARE(given.served, 0);
    QCOMPARE(given.refusals.size(), 1U);
    QCOMPARE(given.refusals[0].args, QStringList{QStringLiteral("admin")});
    QCOMPARE(
        server.look.number(QStringLiteral("SELECT COUNT(*) FROM writer_seal WHERE holder = %1").arg(server.idOf(asha))),
        0);
}

void HostileServerGrantsTest::rotatesForTheOthers()
{
    QFETCH_GLOBAL(Engine, engine);
    HostileServer &server = m_servers.of(engine);
    const QStringList newer{QStringLiteral("vault_rotation"), QStringLiteral("epoch"), QStringLiteral("number")};
    const KeptRows kept = server.keep(keptTables() + newer);
    server.put(
        QStringLiteral("person"), QStringLiteral("box_key"), server.box.publicKey, QStringLiteral("name = 'asha'"));
    const auto report = taken(RotationService(*server.admin).run(server.one, std::make_shared<RotationProgress>()));
    QCOMPARE(report.numbers, 7);
    QCOMPARE(report.damaged, 0);
    const auto holders = server.look.run(
        QStringLiteral("SELECT holder FROM vault_seal WHERE process_id = %1 AND generation = 2 ORDER BY holder")
            .arg(server.one.value));
    QCOMPARE(holders, (QList<QVariantList>{{qint64(0)}, {qint64(1)}, {server.idOf(bob)}}));
    QVERIFY(holdsNothing(server, server.box));
}

void HostileServerGrantsTest::theKitGivesNothingToSwappedKeys()
{
    QFETCH_GLOBAL(Engine, engine);
    HostileServer &server = m_servers.of(engine);
    const KeptRows kept = server.keep(keptTables());
    takeSeals(server);
    server.put(
        QStringLiteral("person"), QStringLiteral("box_key"), server.box.publicKey, QStringLiteral("name = 'asha'"));
    const UsedKit used = taken(RecoveryService::use(*server.admin, kitOf(server)));
    QCOMPARE(used.served, 1);
    QCOMPARE(used.refusals.size(), 1U);
    QCOMPARE(used.refusals[0].args, QStringList{asha});
    QCOMPARE(sealsOf(server, asha), 0);
    QCOMPARE(sealsOf(server, bob), 2);
    QVERIFY(holdsNothing(server, server.box));
}

/// The server says which of the kit's seals is which.
void HostileServerGrantsTest::theKitHandsNoKeyOnInThePlaceOfAnother()
{
    QFETCH_GLOBAL(Engine, engine);
    HostileServer &server = m_servers.of(engine);
    const KeptRows kept = server.keep(keptTables());
    const auto ofKit = [&](const char *table, const QString &where) {
        return server.bytes(
            QStringLiteral("SELECT sealed FROM %1 WHERE holder = 0 AND %2").arg(QLatin1String(table), where));
    };
    const QString one = QStringLiteral("process_id = %1").arg(server.one.value);
    const QString two = QStringLiteral("process_id = %1").arg(server.two.value);
    const QByteArray root = ofKit("root_seal", QStringLiteral("1 = 1"));
    const QByteArray vault = ofKit("vault_seal", one);
    takeSeals(server);
    server.look.run(QStringLiteral("DELETE FROM writer_seal WHERE holder = %1").arg(server.idOf(bob)));
    server.put(QStringLiteral("vault_seal"), QStringLiteral("sealed"), root, one + QStringLiteral(" AND holder = 0"));
    server.put(QStringLiteral("vault_seal"), QStringLiteral("sealed"), vault, two + QStringLiteral(" AND holder = 0"));
    server.put(QStringLiteral("writer_seal"), QStringLiteral("sealed"), vault, QStringLiteral("holder = 0"));
    const UsedKit used = taken(RecoveryService::use(*server.admin, kitOf(server)));
    QCOMPARE(used.served, 0);
    QCOMPARE(sealsOf(server, asha) + sealsOf(server, bob), 0);
    QCOMPARE(
        server.look.number(QStringLiteral("SELECT COUNT(*) FROM writer_seal WHERE holder = %1").arg(server.idOf(bob))),
        0);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::HostileServerGrantsTest)
#include "tst_hostile_server_grants.moc"
