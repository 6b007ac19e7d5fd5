// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile_server.h"

#include "services/agents/agent_service.h"
#include "services/rotation/rotation_service.h"

#include <functional>

namespace callveil {

/// A server that puts other keys in the place of a vault's or the recovery kit's: nothing is sealed to them.
class HostileServerVaultsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void cleanupTestCase() { m_servers.close(); }
    void writesNothingToAnotherVault();
    void sealsNothingToAnotherRecoveryKey();
    void rotatesIntoNoVaultOfTheServer();
    void makesNoVaultForAnInventedAdministrator();

private:
    using Attack = std::function<void(HostileServer &)>;
    void writesNothing(const char *what, const Attack &attack);
    static AgentForm agentWithNumber();

    HostileServers m_servers;
};

AgentForm HostileServerVaultsTest::agentWithNumber()
{
    AgentForm form;
    form.code = QStringLiteral("a7");
    form.name = QStringLiteral("Ravi");
    form.processes = {QStringLiteral("One")};
    form.number = QStringLiteral("+447700900555");
    return form;
}

/// Imports, agents' numbers and a rotation, while an attack on the vault of process One stands.
void HostileServerVaultsTest::writesNothing(const char *what, const Attack &attack)
{
    QFETCH_GLOBAL(Engine, engine);
    HostileServer &server = m_servers.of(engine);
    const KeptRows kept = server.keep({QStringLiteral("vault")});
    attack(server);
    const QByteArray before = server.look.dump();
    const QString file =
        server.organisation.writeFile(QStringLiteral("more.csv"), HostileServer::calls("+44770090050"));
    QCOMPARE(refusal(tryImport(*server.admin, file, server.one)), Fault::CertificateInvalid);
    QCOMPARE(faultOf(AgentService(*server.admin).save(agentWithNumber())), Fault::CertificateInvalid);
    QCOMPARE(faultOf(RotationService(*server.admin).run(server.one, std::make_shared<RotationProgress>())),
        Fault::CertificateInvalid);
    QVERIFY2(server.look.dump() == before, what);
    QCOMPARE(server.sealedToServer(), 0);
}

void HostileServerVaultsTest::writesNothingToAnotherVault()
{
    const auto where = [](ProcessId process) { return QStringLiteral("process_id = %1").arg(process.value); };
    const auto set = [where](HostileServer &server, const char *column, const QByteArray &bytes) {
        server.put(QStringLiteral("vault"), QLatin1String(column), bytes, where(server.one));
    };
    const auto read = [where](HostileServer &server, const char *column, ProcessId process) {
        return server.bytes(QStringLiteral("SELECT %1 FROM vault WHERE %2").arg(QLatin1String(column), where(process)));
    };
    writesNothing("the server's key", [&](HostileServer &server) { set(server, "box_key", server.box.publicKey); });
    writesNothing("the server's key, certified by itself", [&](HostileServer &server) {
        set(server, "box_key", server.box.publicKey);
        set(server, "certificate", server.sign.sign(vaultClaim(server.one, 1, server.box.publicKey)));
    });
    writesNothing("another process's vault, with its certificate", [&](HostileServer &server) {
        for (const char *column : {"box_key", "certificate"})
            set(server, column, read(server, column, server.two));
    });
    writesNothing("the server's key, with another's certificate", [&](HostileServer &server) {
        set(server, "box_key", server.box.publicKey);
        set(server, "certificate", read(server, "certificate", server.two));
    });
    writesNothing("the certificate of an older generation", [&](HostileServer &server) {
        server.look.run(QStringLiteral("UPDATE vault SET generation = 2 WHERE %1").arg(where(server.one)));
    });
    writesNothing("a newer generation with the server's key", [&](HostileServer &server) {
        server.look.run(QStringLiteral("INSERT INTO vault SELECT process_id, 2, %1, certificate, created_at FROM vault "
                                       "WHERE %2")
                            .arg(server.look.literal(server.box.publicKey), where(server.one)));
    });
    writesNothing("a certificate cut short",
        [&](HostileServer &server) { set(server, "certificate", read(server, "certificate", server.one).first(63)); });
    writesNothing("no key", [&](HostileServer &server) { set(server, "box_key", QByteArray("")); });
}

void HostileServerVaultsTest::sealsNothingToAnotherRecoveryKey()
{
    QFETCH_GLOBAL(Engine, engine);
    HostileServer &server = m_servers.of(engine);
    const KeptRows kept = server.keep({QStringLiteral("organisation")});
    server.put(
        QStringLiteral("organisation"), QStringLiteral("recovery_key"), server.box.publicKey, QStringLiteral("id = 1"));
    for (const bool certified : {false, true}) {
        if (certified) // by the server itself
            server.put(QStringLiteral("organisation"), QStringLiteral("recovery_certificate"),
                issue(server.sign, recoveryClaim(server.box.publicKey)), QStringLiteral("id = 1"));
        const QByteArray before = server.look.dump();
        ProcessDetails details;
        details.process.name = QStringLiteral("Three");
        details.process.country = QStringLiteral("GB");
        QCOMPARE(faultOf(ProcessService(*server.admin).create(details)), Fault::CertificateInvalid);
        QCOMPARE(faultOf(RotationService(*server.admin).run(server.one, std::make_shared<RotationProgress>())),
            Fault::CertificateInvalid);
        QVERIFY(server.look.dump() == before);
        QCOMPARE(server.sealedToServer(), 0);
    }
}

/// The new vault is replaced while its numbers are still to come.
void HostileServerVaultsTest::rotatesIntoNoVaultOfTheServer()
{
    QFETCH_GLOBAL(Engine, engine);
    HostileServer &server = m_servers.of(engine);
    auto cancelled = std::make_shared<RotationProgress>();
    cancelled->cancelled = true;
    QCOMPARE(faultOf(RotationService(*server.admin).run(server.two, cancelled)), Fault::CancelledHalfway);
    const QString newest = QStringLiteral("process_id = %1 AND generation = 2").arg(server.two.value);
    {
        const KeptRows kept = server.keep({QStringLiteral("vault")});
        server.put(QStringLiteral("vault"), QStringLiteral("box_key"), server.box.publicKey, newest);
        const QByteArray before = server.look.dump();
        QCOMPARE(faultOf(RotationService(*server.admin).run(server.two, std::make_shared<RotationProgress>())),
            Fault::CertificateInvalid);
        QVERIFY(server.look.dump() == before);
    }
    const auto report = taken(RotationService(*server.admin).run(server.two, std::make_shared<RotationProgress>()));
    QCOMPARE(report.numbers, 4); // three callers and the number that they called
    QCOMPARE(server.sealedToServer(), 0);
}

void HostileServerVaultsTest::makesNoVaultForAnInventedAdministrator()
{
    QFETCH_GLOBAL(Engine, engine);
    HostileServer &server = m_servers.of(engine);
    const KeptRows kept = server.keep({QStringLiteral("person")});
    server.look.run(QStringLiteral("INSERT INTO person (id, name, login, display_name, role, state, all_processes, "
                                   "box_key, sign_key, certificate, created_at, created_by) VALUES (99, 'mallory', "
                                   "'x', 'Mallory', 0, 0, 1, %1, %2, %3, 0, 1)")
                        .arg(server.look.literal(server.box.publicKey), server.look.literal(server.sign.publicKey),
                            server.look.literal(issue(server.sign,
                                personClaim(QStringLiteral("mallory"), server.box.publicKey, server.sign.publicKey)))));
    const QByteArray before = server.look.dump();
    ProcessDetails details;
    details.process.name = QStringLiteral("Three");
    details.process.country = QStringLiteral("GB");
    const Error error = errorOf(ProcessService(*server.admin).create(details));
    QCOMPARE(error.fault, Fault::CertificateInvalid);
    QCOMPARE(error.args, QStringList{QStringLiteral("mallory")});
    QVERIFY(server.look.dump() == before);
    // Whoever is entitled and waits gets his keys all the same.
    server.look.run(
        QStringLiteral("DELETE FROM vault_seal WHERE holder = %1").arg(server.idOf(QStringLiteral("asha"))));
    const GivenKeys given = taken(AccessService(*server.admin).completeWaiting());
    QCOMPARE(given.served, 1);
    QCOMPARE(given.refusals.size(), 1U);
    QCOMPARE(given.refusals[0].args, QStringList{QStringLiteral("mallory")});
    QCOMPARE(server.sealedToServer(), 0);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::HostileServerVaultsTest)
#include "tst_hostile_server_vaults.moc"
