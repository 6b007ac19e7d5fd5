// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile_server.h"

#include "services/audit/audit_service.h"
#include "services/recovery/recovery_service.h"
#include "services/rotation/rotation_service.h"

namespace callveil {

namespace {

const QString asha = QStringLiteral("asha");

} // namespace

/// A server that puts an older key back, with its genuine certificate, because it has the private half by now: a
/// console that saw the newer one seals nothing to it.
class HostileServerReplaysTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void cleanupTestCase() { m_servers.close(); }
    void anOldKeyOfAPersonGetsNothing();
    void anOldRecoveryKeyGetsNothing();
    void anOldVaultIsWrittenToNoMore();
    void aBackupThatWasAcceptedIsTrusted();

private:
    struct Columns {
        QString table, where;
        QStringList columns;
        QVariantList values;
    };
    static Columns read(
        const HostileServer &server, const QString &table, const QString &where, const QStringList &columns);
    static void putBack(const HostileServer &server, const Columns &old);
    static Columns keysOfAsha(const HostileServer &server);
    static void takeSealsOfAsha(const HostileServer &server);
    static void watch(HostileServer &server);
    static void expectNoNewVault(HostileServer &server, Workspace &workspace);

    HostileServers m_servers;
};

HostileServerReplaysTest::Columns HostileServerReplaysTest::read(
    const HostileServer &server, const QString &table, const QString &where, const QStringList &columns)
{
    return {table, where, columns,
        server.look.run(QStringLiteral("SELECT %1 FROM %2 WHERE %3").arg(columns.join(u','), table, where)).front()};
}

void HostileServerReplaysTest::putBack(const HostileServer &server, const Columns &old)
{
    for (qsizetype i = 0; i < old.columns.size(); ++i)
        server.put(old.table, old.columns[i], old.values[i].toByteArray(), old.where);
}

HostileServerReplaysTest::Columns HostileServerReplaysTest::keysOfAsha(const HostileServer &server)
{
    return read(server, QStringLiteral("person"), QStringLiteral("name = 'asha'"),
        {QStringLiteral("box_key"), QStringLiteral("sign_key"), QStringLiteral("certificate")});
}

void HostileServerReplaysTest::takeSealsOfAsha(const HostileServer &server)
{
    server.look.run(QStringLiteral("DELETE FROM vault_seal WHERE holder = %1").arg(server.idOf(asha)));
}

/// As a console does each minute.
void HostileServerReplaysTest::watch(HostileServer &server)
{
    QVERIFY(taken(AuditService(*server.admin, server.organisation.local()).watch()).empty());
}

void HostileServerReplaysTest::anOldKeyOfAPersonGetsNothing()
{
    QFETCH_GLOBAL(Engine, engine);
    HostileServer &server = m_servers.of(engine);
    const Columns old = keysOfAsha(server);
    taken(PeopleService(*server.admin).reset(asha));
    watch(server);
    const KeptRows kept =
        server.keep({QStringLiteral("person"), QStringLiteral("person_past_key"), QStringLiteral("vault_seal")});
    putBack(server, old);
    server.look.run(QStringLiteral("DELETE FROM person_past_key"));
    takeSealsOfAsha(server);
    const auto refusesHer = [&](Workspace &workspace) {
        const GivenKeys given = taken(AccessService(workspace).completeWaiting());
        QCOMPARE(given.served, 0);
        QCOMPARE(given.refusals.size(), 1U);
        QCOMPARE(given.refusals[0].fault, Fault::CertificateInvalid);
        QCOMPARE(given.refusals[0].args, QStringList{asha});
    };
    refusesHer(*server.admin);
    refusesHer(*server.organisation.signIn()); // this computer remembers
    // Whoever never saw the new one has no way to know.
    LocalState stranger(server.organisation.folder() + QStringLiteral("/stranger.ini"));
    const DatabaseAddress place = server.organisation.address();
    stranger.pin(place.place(), server.admin->identity()->fingerprint);
    SignInService service(stranger);
    const auto workspace = taken(service.signIn(place, QStringLiteral("admin"), TestOrganisation::password()));
    QCOMPARE(taken(AccessService(*workspace).completeWaiting()).served, 1);
}

void HostileServerReplaysTest::expectNoNewVault(HostileServer &server, Workspace &workspace)
{
    const QByteArray before = server.look.dump();
    ProcessDetails details;
    details.process.name = QStringLiteral("Three");
    details.process.country = QStringLiteral("GB");
    QCOMPARE(faultOf(ProcessService(workspace).create(details)), Fault::CertificateInvalid);
    QCOMPARE(faultOf(RotationService(workspace).run(server.one, std::make_shared<RotationProgress>())),
        Fault::CertificateInvalid);
    QVERIFY(server.look.dump() == before);
}

/// The words of an old kit may have been read by somebody: that is why it was replaced.
void HostileServerReplaysTest::anOldRecoveryKeyGetsNothing()
{
    QFETCH_GLOBAL(Engine, engine);
    HostileServer &server = m_servers.of(engine);
    const Columns old = read(server, QStringLiteral("organisation"), QStringLiteral("id = 1"),
        {QStringLiteral("recovery_key"), QStringLiteral("recovery_certificate")});
    const UsedKit used =
        taken(RecoveryService::use(*server.admin, server.organisation.outcome().recoveryWords.join(u' ')));
    QCOMPARE(used.newWords.size(), 17);
    watch(server);
    const KeptRows kept = server.keep({QStringLiteral("organisation")});
    putBack(server, old);
    expectNoNewVault(server, *server.admin);
    expectNoNewVault(server, *server.organisation.signIn());
}

void HostileServerReplaysTest::anOldVaultIsWrittenToNoMore()
{
    QFETCH_GLOBAL(Engine, engine);
    HostileServer &server = m_servers.of(engine);
    const auto rotated = taken(RotationService(*server.admin).run(server.two, std::make_shared<RotationProgress>()));
    watch(server);
    const KeptRows kept = server.keep({QStringLiteral("vault")});
    server.look.run(QStringLiteral("DELETE FROM vault WHERE process_id = %1 AND generation = %2")
                        .arg(server.two.value)
                        .arg(rotated.generation));
    const QString file =
        server.organisation.writeFile(QStringLiteral("more.csv"), HostileServer::calls("+44770090050"));
    const auto again = server.organisation.signIn();
    const QByteArray before = server.look.dump();
    for (Workspace *workspace : {server.admin.get(), again.get()}) {
        QCOMPARE(refusal(tryImport(*workspace, file, server.two)), Fault::CertificateInvalid);
        const auto rotation =
            RotationService(*workspace).run(server.two, std::make_shared<RotationProgress>()).result();
        QVERIFY(!rotation);
        QVERIFY(server.look.dump() == before);
    }
}

/// An older state that a person vouches for.
void HostileServerReplaysTest::aBackupThatWasAcceptedIsTrusted()
{
    QFETCH_GLOBAL(Engine, engine);
    HostileServer &server = m_servers.of(engine);
    const Columns old = keysOfAsha(server);
    taken(PeopleService(*server.admin).reset(asha));
    watch(server);
    putBack(server, old);
    takeSealsOfAsha(server);
    QCOMPARE(taken(AccessService(*server.admin).completeWaiting()).served, 0);
    taken(AuditService(*server.admin, server.organisation.local())
              .accept(QStringLiteral("The backup of Monday was brought back")));
    QCOMPARE(taken(AccessService(*server.admin).completeWaiting()).served, 1);
    QCOMPARE(taken(AccessService(*server.organisation.signIn()).completeWaiting()).refusals.size(), 0U);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::HostileServerReplaysTest)
#include "tst_hostile_server_replays.moc"
