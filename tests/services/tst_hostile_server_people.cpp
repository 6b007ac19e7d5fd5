// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile_server.h"

#include "services/session/lock_service.h"
#include "storage/people/certified_writer.h"
#include "storage/people/key_blob.h"

#include <functional>

namespace callveil {

namespace {

const QString asha = QStringLiteral("asha");

PasswordKeys passwordOf(const QString &name, const QByteArray &fingerprint)
{
    QByteArray typed = TestOrganisation::password().toUtf8();
    auto keys = PasswordKeys::derive(SecretBytes::takeFrom(typed), fingerprint, name);
    if (!keys)
        qFatal("no password keys");
    return std::move(*keys);
}

} // namespace

/// A server that changes the keys of the person who signs in, or what they are protected by.
class HostileServerPeopleTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void cleanupTestCase() { m_servers.close(); }
    void refusesOtherKeys();
    void refusesAChangedBlob();
    void refusesAChangedCost();
    void refusesAnotherRoot();
    void refusesAWriterKeyOfTheServer();
    void aChangeOfPasswordTakesNoOtherKeys();

private:
    using Attack = std::function<void(HostileServer &)>;
    /// Asha signs in while an attack stands.
    void refuses(const char *what, const Attack &attack, Fault fault);
    static QString ofAsha(HostileServer &server, const char *column);

    HostileServers m_servers;
};

QString HostileServerPeopleTest::ofAsha(HostileServer &server, const char *column)
{
    return QStringLiteral("%1 = %2").arg(QLatin1String(column)).arg(server.idOf(asha));
}

void HostileServerPeopleTest::refuses(const char *what, const Attack &attack, Fault fault)
{
    QFETCH_GLOBAL(Engine, engine);
    HostileServer &server = m_servers.of(engine);
    const KeptRows kept = server.keep({QStringLiteral("organisation"), QStringLiteral("person"),
        QStringLiteral("person_key"), QStringLiteral("writer_seal")});
    attack(server);
    const qint64 signIns = server.look.number(QStringLiteral("SELECT COUNT(*) FROM sign_in"));
    const auto answer = server.organisation.trySignIn(asha, TestOrganisation::password());
    server.organisation.local().clearFailures(server.organisation.address(asha).place(), asha);
    QVERIFY2(!answer, what);
    QVERIFY2(answer.error().fault == fault,
        qPrintable(QStringLiteral("%1: fault %2").arg(QLatin1String(what)).arg(int(answer.error().fault))));
    QCOMPARE(server.look.number(QStringLiteral("SELECT COUNT(*) FROM sign_in")), signIns);
}

void HostileServerPeopleTest::refusesOtherKeys()
{
    const auto put = [](HostileServer &server, const char *column, const QByteArray &bytes) {
        server.put(QStringLiteral("person"), QLatin1String(column), bytes, ofAsha(server, "id"));
    };
    const auto bobs = [](HostileServer &server, const char *column) {
        return server.bytes(QStringLiteral("SELECT %1 FROM person WHERE name = 'bob'").arg(QLatin1String(column)));
    };
    const auto forge = [put](HostileServer &server) {
        put(server, "certificate",
            issue(server.sign,
                personClaim(asha, server.bytes(QStringLiteral("SELECT box_key FROM person WHERE name = 'asha'")),
                    server.bytes(QStringLiteral("SELECT sign_key FROM person WHERE name = 'asha'")))));
    };
    refuses(
        "another box key", [&](HostileServer &server) { put(server, "box_key", server.box.publicKey); },
        Fault::CertificateInvalid);
    refuses(
        "another key to sign with", [&](HostileServer &server) { put(server, "sign_key", server.sign.publicKey); },
        Fault::CertificateInvalid);
    refuses("a certificate of the server's", forge, Fault::CertificateInvalid);
    refuses(
        "another person's certificate",
        [&](HostileServer &server) { put(server, "certificate", bobs(server, "certificate")); },
        Fault::CertificateInvalid);
    refuses(
        "another person's keys",
        [&](HostileServer &server) {
            for (const char *column : {"box_key", "sign_key", "certificate"})
                put(server, column, bobs(server, column));
        },
        Fault::CertificateInvalid);
    refuses(
        "keys of the server's, closed with the right password",
        [&](HostileServer &server) {
            const PersonKeys keys{server.box.clone(), server.sign.clone()};
            const QByteArray fingerprint = server.admin->identity()->fingerprint;
            put(server, "box_key", keys.box.publicKey);
            put(server, "sign_key", keys.sign.publicKey);
            forge(server);
            server.put(QStringLiteral("person_key"), QStringLiteral("blob"),
                KeyBlob::close(keys, passwordOf(asha, fingerprint), fingerprint, asha).blob,
                ofAsha(server, "person_id"));
        },
        Fault::CertificateInvalid);
}

/// A wrong password and a changed blob look the same, and must.
void HostileServerPeopleTest::refusesAChangedBlob()
{
    const auto change = [](const std::function<QByteArray(const QByteArray &)> &with) {
        return [with](HostileServer &server) {
            const QString mine = ofAsha(server, "person_id");
            server.put(QStringLiteral("person_key"), QStringLiteral("blob"),
                with(server.bytes(QStringLiteral("SELECT blob FROM person_key WHERE ") + mine)), mine);
        };
    };
    refuses("a bit", change([](QByteArray blob) {
        blob[50] = char(blob[50] ^ 1);
        return blob;
    }),
        Fault::SignInRefused);
    refuses("cut short", change([](const QByteArray &blob) { return blob.chopped(1); }), Fault::SignInRefused);
    refuses("empty", change([](const QByteArray &) { return QByteArray(""); }), Fault::SignInRefused);
    refuses(
        "another person's",
        [&](HostileServer &server) {
            server.look.run(QStringLiteral("UPDATE person_key SET blob = (SELECT k.blob FROM person_key k WHERE "
                                           "k.person_id = 1) WHERE %1")
                                .arg(ofAsha(server, "person_id")));
        },
        Fault::SignInRefused);
}

/// Too little protects nothing; too much takes the computer's memory, or its day.
void HostileServerPeopleTest::refusesAChangedCost()
{
    for (const char *change : {"kdf_operations = 2", "kdf_operations = 0", "kdf_operations = -1",
             "kdf_operations = 2147483647", "kdf_memory = 67108863", "kdf_memory = 0", "kdf_memory = -1",
             "kdf_memory = 1073741825", "kdf_memory = 9223372036854775807"})
        refuses(
            change,
            [&](HostileServer &server) {
                server.look.run(QStringLiteral("UPDATE person_key SET %1 WHERE %2")
                                    .arg(QLatin1String(change), ofAsha(server, "person_id")));
            },
            Fault::CostLowered);
}

/// Everything certified anew by a root of the server's: consistent, and not the organisation that is pinned.
void HostileServerPeopleTest::refusesAnotherRoot()
{
    const Attack attack = [](HostileServer &server) {
        server.put(QStringLiteral("organisation"), QStringLiteral("root_key"), server.sign.publicKey,
            QStringLiteral("id = 1"));
        for (const QVariantList &row :
            server.look.run(QStringLiteral("SELECT id, name, box_key, sign_key FROM person")))
            server.put(QStringLiteral("person"), QStringLiteral("certificate"),
                issue(server.sign, personClaim(row[1].toString(), row[2].toByteArray(), row[3].toByteArray())),
                QStringLiteral("id = %1").arg(row[0].toLongLong()));
    };
    refuses("another root", attack, Fault::FingerprintDiffers);
    QFETCH_GLOBAL(Engine, engine);
    HostileServer &server = m_servers.of(engine);
    const auto workspace = server.organisation.signIn(asha);
    LockService locks(server.organisation.local());
    taken(locks.lock(*workspace, LockCause::Asked));
    {
        const KeptRows kept = server.keep({QStringLiteral("organisation"), QStringLiteral("person")});
        attack(server);
        QCOMPARE(faultOf(locks.unlock(*workspace, TestOrganisation::password())), Fault::FingerprintDiffers);
        QVERIFY(workspace->isLocked());
    }
    taken(locks.unlock(*workspace, TestOrganisation::password()));
}

/// Whoever knows the writer key can test guesses against all that is made with it.
void HostileServerPeopleTest::refusesAWriterKeyOfTheServer()
{
    const auto plant = [](HostileServer &server, const QByteArray &sealed) {
        server.put(QStringLiteral("writer_seal"), QStringLiteral("sealed"), sealed, ofAsha(server, "holder"));
    };
    const auto boxKey = [](HostileServer &server) {
        return server.bytes(QStringLiteral("SELECT box_key FROM person WHERE name = 'asha'"));
    };
    refuses(
        "a key alone", [&](HostileServer &server) { plant(server, seal(SecretBytes::random(32), boxKey(server))); },
        Fault::CiphertextDamaged);
    refuses(
        "a key certified by the server",
        [&](HostileServer &server) {
            plant(server, CertifiedWriter::certify(SecretBytes::random(32), server.sign).sealedTo(boxKey(server)));
        },
        Fault::CertificateInvalid);
    refuses(
        "nothing but zeros", [&](HostileServer &server) { plant(server, seal(SecretBytes(96), boxKey(server))); },
        Fault::CertificateInvalid);
    refuses(
        "her vault in its place",
        [&](HostileServer &server) {
            plant(server,
                server.bytes(QStringLiteral("SELECT sealed FROM vault_seal WHERE process_id = 1 AND %1")
                                 .arg(ofAsha(server, "holder"))));
        },
        Fault::CiphertextDamaged);
    refuses(
        "somebody else's seal",
        [&](HostileServer &server) {
            plant(server, server.bytes(QStringLiteral("SELECT sealed FROM writer_seal WHERE holder = 1")));
        },
        Fault::CiphertextDamaged);
}

void HostileServerPeopleTest::aChangeOfPasswordTakesNoOtherKeys()
{
    QFETCH_GLOBAL(Engine, engine);
    HostileServer &server = m_servers.of(engine);
    const auto workspace = server.organisation.signIn(asha);
    const QByteArray fingerprint = workspace->identity()->fingerprint;
    const auto refusesChange = [&](Fault fault) {
        const QByteArray before = server.look.dump();
        QCOMPARE(faultOf(SignInService::changePassword(
                     *workspace, TestOrganisation::password(), QStringLiteral("another horse battery"))),
            fault);
        QVERIFY(server.look.dump() == before);
    };
    for (const char *change : {"kdf_operations = 1", "kdf_memory = 9223372036854775807"}) {
        const KeptRows kept = server.keep({QStringLiteral("person_key")});
        server.look.run(QStringLiteral("UPDATE person_key SET %1 WHERE %2")
                            .arg(QLatin1String(change), ofAsha(server, "person_id")));
        refusesChange(Fault::CostLowered);
    }
    const KeptRows kept = server.keep({QStringLiteral("person_key")});
    server.put(QStringLiteral("person_key"), QStringLiteral("blob"),
        KeyBlob::close(PersonKeys::generate(), passwordOf(asha, fingerprint), fingerprint, asha).blob,
        ofAsha(server, "person_id"));
    refusesChange(Fault::KeysReplaced);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::HostileServerPeopleTest)
#include "tst_hostile_server_people.moc"
