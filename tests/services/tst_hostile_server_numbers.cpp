// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile_server.h"

#include <functional>

namespace callveil {

/// A server that changes sealed numbers, epochs and the seals of vaults: nothing of it opens, and nothing breaks.
class HostileServerNumbersTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void cleanupTestCase() { m_servers.close(); }
    void changedNumbersDoNotOpen();
    void changedEpochsDoNotOpen();
    void changedSealsDoNotOpen();
    void aNumberInThePlaceOfAnotherIsNotShown();

private:
    using Attack = std::function<void(HostileServer &)>;
    /// The administrator asks for the first number of process One while an attack stands, and after it.
    void refuses(const char *what, const Attack &attack, const QList<Fault> &faults);

    HostileServers m_servers;
};

void HostileServerNumbersTest::refuses(const char *what, const Attack &attack, const QList<Fault> &faults)
{
    QFETCH_GLOBAL(Engine, engine);
    HostileServer &server = m_servers.of(engine);
    const qint64 number = server.numbersOf(server.one).front();
    {
        const KeptRows kept = server.keep(
            {QStringLiteral("number"), QStringLiteral("epoch"), QStringLiteral("vault_seal"), QStringLiteral("vault")});
        attack(server);
        const auto answer = server.reveal(*server.admin, number);
        QVERIFY2(!answer, what);
        QVERIFY2(faults.contains(answer.error().fault),
            qPrintable(QStringLiteral("%1: fault %2").arg(QLatin1String(what)).arg(int(answer.error().fault))));
    }
    QVERIFY2(server.reveal(*server.admin, number), what);
}

void HostileServerNumbersTest::changedNumbersDoNotOpen()
{
    const QString table = QStringLiteral("number"), column = QStringLiteral("cipher");
    const auto cipher = [&](HostileServer &server, qint64 id) {
        return server.bytes(QStringLiteral("SELECT cipher FROM number WHERE id = %1").arg(id));
    };
    const auto put = [&](HostileServer &server, qint64 id, const QByteArray &bytes) {
        server.put(table, column, bytes, QStringLiteral("id = %1").arg(id));
    };
    const QList<Fault> damaged{Fault::CiphertextDamaged};
    for (const bool sameProcess : {true, false})
        refuses(
            sameProcess ? "the cipher of another number" : "the cipher of another process",
            [&](HostileServer &server) {
                const auto ids = server.numbersOf(server.one);
                put(server, ids[0], cipher(server, sameProcess ? ids[1] : server.numbersOf(server.two)[0]));
            },
            damaged);
    refuses(
        "two rows swapped whole",
        [&](HostileServer &server) {
            const auto ids = server.numbersOf(server.one);
            for (const auto &[from, to] : {std::pair(ids[0], qint64(-1)), {ids[1], ids[0]}, {-1, ids[1]}})
                server.look.run(QStringLiteral("UPDATE number SET id = %1 WHERE id = %2").arg(to).arg(from));
        },
        damaged);
    const std::pair<const char *, std::function<QByteArray(QByteArray)>> changes[] = {
        {"empty", [](const QByteArray &) { return QByteArray(""); }},
        {"cut to a byte", [](const QByteArray &cipher) { return cipher.first(1); }},
        {"cut to the nonce", [](const QByteArray &cipher) { return cipher.first(24); }},
        {"cut short", [](const QByteArray &cipher) { return cipher.chopped(1); }},
        {"extended", [](const QByteArray &cipher) { return QByteArray(cipher + '\0'); }},
        {"very long", [](const QByteArray &cipher) { return QByteArray(cipher + QByteArray(1 << 20, 'x')); }},
    };
    for (const auto &[what, change] : changes)
        refuses(
            what,
            [&, change = change](HostileServer &server) {
                const qint64 id = server.numbersOf(server.one)[0];
                put(server, id, change(cipher(server, id)));
            },
            damaged);
    for (const qsizetype at : {0, 23, 24, 40, 71}) // nonce, text, tag
        refuses(
            "a bit",
            [&](HostileServer &server) {
                const qint64 id = server.numbersOf(server.one)[0];
                QByteArray changed = cipher(server, id);
                changed[at] = char(changed[at] ^ 4);
                put(server, id, changed);
            },
            damaged);
    refuses(
        "moved to another epoch",
        [&](HostileServer &server) {
            server.look.run(QStringLiteral("UPDATE number SET epoch_id = (SELECT max(e.id) FROM epoch e WHERE "
                                           "e.process_id = %1 AND e.id <> number.epoch_id) WHERE id = %2")
                                .arg(server.one.value)
                                .arg(server.numbersOf(server.one)[0]));
        },
        damaged);
}

void HostileServerNumbersTest::changedEpochsDoNotOpen()
{
    const QList<Fault> damaged{Fault::CiphertextDamaged};
    const QString mine = QStringLiteral("id = (SELECT n.epoch_id FROM number n WHERE n.id = %1)");
    const auto put = [&](HostileServer &server, const QByteArray &sealed) {
        server.put(
            QStringLiteral("epoch"), QStringLiteral("sealed_key"), sealed, mine.arg(server.numbersOf(server.one)[0]));
    };
    const auto vault = [](HostileServer &server, ProcessId process) {
        return server.bytes(QStringLiteral("SELECT box_key FROM vault WHERE process_id = %1").arg(process.value));
    };
    refuses(
        "the key of another process's epoch",
        [&](HostileServer &server) {
            put(server,
                server.bytes(
                    QStringLiteral("SELECT sealed_key FROM epoch WHERE process_id = %1").arg(server.two.value)));
        },
        damaged);
    refuses(
        "a key that the server sealed to the vault",
        [&](HostileServer &server) { put(server, seal(SecretBytes::random(32), vault(server, server.one))); }, damaged);
    for (const qsizetype size : {0, 1, 31, 33, 4096})
        refuses(
            "something else that the server sealed to the vault",
            [&](HostileServer &server) { put(server, seal(SecretBytes(size), vault(server, server.one))); }, damaged);
    refuses(
        "a cut key",
        [&](HostileServer &server) {
            put(server, server.bytes(QStringLiteral("SELECT sealed_key FROM epoch")).first(79));
        },
        damaged);
    refuses(
        "no key", [&](HostileServer &server) { put(server, QByteArray("")); }, damaged);
    for (const char *change : {"process_id = %1", "generation = 2", "generation = -1"})
        refuses(change,
            [&](HostileServer &server) {
                server.look.run(QStringLiteral("UPDATE epoch SET %1 WHERE %2")
                                    .arg(QString(QLatin1String(change))
                                             .replace(QLatin1String("%1"), QString::number(server.two.value)),
                                        mine.arg(server.numbersOf(server.one)[0])));
            },
            {Fault::CiphertextDamaged, Fault::VaultNotReadable});
}

void HostileServerNumbersTest::changedSealsDoNotOpen()
{
    const auto seal = [](HostileServer &server, qint64 holder, ProcessId process) {
        return server.bytes(QStringLiteral("SELECT sealed FROM vault_seal WHERE holder = %1 AND process_id = %2")
                                .arg(holder)
                                .arg(process.value));
    };
    const auto put = [](HostileServer &server, const QByteArray &sealed) {
        server.put(QStringLiteral("vault_seal"), QStringLiteral("sealed"), sealed,
            QStringLiteral("holder = 1 AND process_id = %1").arg(server.one.value));
    };
    refuses("another person's seal",
        [&](HostileServer &server) { put(server, seal(server, server.idOf(QStringLiteral("asha")), server.one)); },
        {Fault::CiphertextDamaged});
    refuses("the seal of another process's vault",
        [&](HostileServer &server) { put(server, seal(server, 1, server.two)); }, {Fault::CertificateInvalid});
    refuses("a vault of the server's own",
        [&](HostileServer &server) {
            put(server, callveil::seal(server.box.privateKey, server.admin->identity()->keys.box.publicKey));
        },
        {Fault::CertificateInvalid});
    refuses("a vault of the server's own, with its public key",
        [&](HostileServer &server) {
            put(server, callveil::seal(server.box.privateKey, server.admin->identity()->keys.box.publicKey));
            server.put(QStringLiteral("vault"), QStringLiteral("box_key"), server.box.publicKey,
                QStringLiteral("process_id = %1").arg(server.one.value));
        },
        {Fault::CertificateInvalid});
    for (const qsizetype size : {0, 5, 31, 33})
        refuses("no key at all",
            [&](HostileServer &server) {
                put(server, callveil::seal(SecretBytes(size), server.admin->identity()->keys.box.publicKey));
            },
            {Fault::CiphertextDamaged});
    refuses("the root in the place of a vault",
        [&](HostileServer &server) {
            put(server, server.bytes(QStringLiteral("SELECT sealed FROM root_seal WHERE holder = 1")));
        },
        {Fault::CiphertextDamaged});
}

/// What is shown must be what the record says was asked for. In a file the statement itself asks for the number.
void HostileServerNumbersTest::aNumberInThePlaceOfAnotherIsNotShown()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return;
    HostileServer &server = m_servers.of(engine);
    const auto ids = server.numbersOf(server.one);
    const QString function = QStringLiteral("cv_api.reveal_fetch(bytea)");
    const QString genuine =
        server.look.one(QStringLiteral("SELECT pg_get_functiondef('%1'::regprocedure)").arg(function)).toString();
    server.look.run(
        QStringLiteral("CREATE OR REPLACE FUNCTION cv_api.reveal_fetch(request_token bytea) RETURNS TABLE (number_id "
                       "bigint, cipher bytea, epoch_id bigint, sealed_key bytea, process_id bigint, generation "
                       "integer) LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS "
                       "$$ SELECT n.id, n.cipher, e.id, e.sealed_key, e.process_id, e.generation "
                       "FROM cv_vault.number n JOIN cv_vault.epoch e ON e.id = n.epoch_id WHERE n.id = %1 $$")
            .arg(ids[1]));
    const auto answer = server.reveal(*server.admin, ids[0]);
    server.look.run(genuine);
    QCOMPARE(refusal(answer), Fault::CiphertextDamaged);
    QVERIFY(server.reveal(*server.admin, ids[0]));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::HostileServerNumbersTest)
#include "tst_hostile_server_numbers.moc"
