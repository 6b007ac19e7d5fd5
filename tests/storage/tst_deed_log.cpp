// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/audit/deed_log.h"

#include "fresh_database.h"

using namespace callveil;

namespace {

/// A person who may write on the database; on a server he is known by the superuser's login.
Identity addPerson(const FreshDatabase &database, const QString &name, const QString &login)
{
    database.run(QStringLiteral("INSERT INTO person (name, login, display_name, role, state, all_processes, box_key, "
                                "sign_key, certificate, created_at, created_by) "
                                "VALUES ('%1', '%2', '%1', 0, 0, 1, '', '', '', 0, 0)")
                     .arg(name, login));
    Identity identity;
    identity.id = {database.number(QStringLiteral("SELECT id FROM person WHERE name = '%1'").arg(name))};
    identity.name = name;
    identity.console = QStringLiteral("desk 7");
    identity.keys = PersonKeys::generate();
    return identity;
}

/// An entry as its columns hold it.
DeedEntry stored(const FreshDatabase &database, PersonId actor, qint64 seq)
{
    const auto value = [&](const char *column) {
        return database.value(QStringLiteral("SELECT %1 FROM deed WHERE actor_id = %2 AND seq = %3")
                                  .arg(QLatin1String(column))
                                  .arg(actor.value)
                                  .arg(seq));
    };
    DeedEntry entry{actor, seq,
        {value("action").toString(), value("object").toString(), value("before").toString(), value("after").toString(),
            value("reason").toString()},
        value("at").toLongLong(), value("console").toString(), value("previous").toByteArray(),
        value("hash").toByteArray(), value("signature").toByteArray()};
    return entry;
}

Deed deed(const QString &action)
{
    return {action, QStringLiteral("process 3"), QStringLiteral("{\"n\":2}"), QStringLiteral("é\t\"x\"\n"), QString()};
}

const QString apply = QStringLiteral("policy.apply");

} // namespace

/// The record of deeds: chained and signed per actor, on both engines.
class TestDeedLog final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void chainsAndSignsEntries_data() { FreshDatabase::addEngines(); }
    void chainsAndSignsEntries();
    void leavesNoTraceOfARolledBackEntry_data() { FreshDatabase::addEngines(); }
    void leavesNoTraceOfARolledBackEntry();
    void keepsOneChainForEachActor();
    void hashesEveryField();
    void refusesAnEntryForSomebodyElseOnAServer();
    void refusesASecondEntryWithTheSameNumber();
};

void TestDeedLog::chainsAndSignsEntries()
{
    QFETCH(Engine, engine);
    const FreshDatabase database(engine);
    const auto connection = database.open();
    const Identity actor = addPerson(database, QStringLiteral("ada"), QStringLiteral("postgres"));
    for (int i = 0; i < 3; ++i) {
        const auto done =
            connection->transact([&] { return DeedLog(*connection).append(actor, deed(apply + QString::number(i))); });
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
    }
    QByteArray previous(32, '\0');
    for (int i = 0; i < 3; ++i) {
        const DeedEntry entry = stored(database, actor.id, i + 1);
        QCOMPARE(entry.deed.action, apply + QString::number(i));
        QCOMPARE(entry.deed.after, deed(apply).after);
        QCOMPARE(entry.console, actor.console);
        QVERIFY(entry.at > 0);
        QCOMPARE(entry.previous, previous);
        QCOMPARE(entry.hash, DeedLog::hashOf(entry));
        QVERIFY(verifySignature(entry.hash, entry.signature, actor.keys.sign.publicKey));
        QVERIFY(!verifySignature(entry.hash, entry.signature, SignKeys::generate().publicKey));
        previous = entry.hash;
    }
    QCOMPARE(database.number(QStringLiteral("SELECT seq FROM deed_head")), 3);
    QCOMPARE(database.value(QStringLiteral("SELECT hash FROM deed_head")).toByteArray(), previous);
}

void TestDeedLog::leavesNoTraceOfARolledBackEntry()
{
    QFETCH(Engine, engine);
    const FreshDatabase database(engine);
    const auto connection = database.open();
    const Identity actor = addPerson(database, QStringLiteral("ada"), QStringLiteral("postgres"));
    const auto append = [&](bool fails) {
        return connection->transact([&]() -> Result<void> {
            FreshDatabase::require(DeedLog(*connection).append(actor, deed(apply)));
            return fails ? Result<void>(fail(ErrorCode::Conflict, Fault::Unexpected)) : Result<void>{};
        });
    };
    QVERIFY(!append(true));
    QCOMPARE(database.number(QStringLiteral("SELECT COUNT(*) FROM deed")), 0);
    QCOMPARE(database.number(QStringLiteral("SELECT COUNT(*) FROM deed_head")), 0);
    QVERIFY(append(false));
    QVERIFY(!append(true));
    QVERIFY(append(false));
    QCOMPARE(database.number(QStringLiteral("SELECT COUNT(*) FROM deed")), 2);
    QCOMPARE(stored(database, actor.id, 2).previous, stored(database, actor.id, 1).hash);
}

void TestDeedLog::keepsOneChainForEachActor()
{
    const FreshDatabase database(Engine::Sqlite);
    const auto connection = database.open();
    const Identity ada = addPerson(database, QStringLiteral("ada"), QStringLiteral("one"));
    const Identity bob = addPerson(database, QStringLiteral("bob"), QStringLiteral("two"));
    for (const Identity *actor : {&ada, &bob, &ada})
        QVERIFY(connection->transact([&] { return DeedLog(*connection).append(*actor, deed(apply)); }));
    QCOMPARE(stored(database, bob.id, 1).previous, QByteArray(32, '\0'));
    QCOMPARE(stored(database, ada.id, 2).previous, stored(database, ada.id, 1).hash);
    QCOMPARE(database.number(QStringLiteral("SELECT COUNT(*) FROM deed_head")), 2);
}

void TestDeedLog::hashesEveryField()
{
    const DeedEntry entry{{1}, 2, deed(apply), 3, QStringLiteral("desk"), QByteArray(32, 'p'), {}, {}};
    QSet<QByteArray> hashes{DeedLog::hashOf(entry)};
    const std::function<void(DeedEntry &)> changes[] = {
        [](DeedEntry &e) { e.actor = {2}; },
        [](DeedEntry &e) { e.seq = 3; },
        [](DeedEntry &e) { e.deed.action += u'x'; },
        [](DeedEntry &e) { e.deed.object += u'x'; },
        [](DeedEntry &e) { e.deed.before += u'x'; },
        [](DeedEntry &e) { e.deed.after += u'x'; },
        [](DeedEntry &e) { e.deed.reason += u'x'; },
        [](DeedEntry &e) { e.at = 4; },
        [](DeedEntry &e) { e.console += u'x'; },
        [](DeedEntry &e) { e.previous[31] = 'q'; },
        [](DeedEntry &e) { std::swap(e.deed.before, e.deed.after); },
        [](DeedEntry &e) { std::swap(e.deed.object, e.console); },
    };
    for (const auto &change : changes) {
        DeedEntry changed = entry;
        change(changed);
        hashes.insert(DeedLog::hashOf(changed));
    }
    QCOMPARE(hashes.size(), qsizetype(std::size(changes)) + 1);
    DeedEntry resigned = entry;
    resigned.signature = "other";
    QVERIFY(hashes.contains(DeedLog::hashOf(resigned))); // the signature signs the hash
}

void TestDeedLog::refusesAnEntryForSomebodyElseOnAServer()
{
    const FreshDatabase database(Engine::PostgreSql);
    const auto connection = database.open();
    const Identity me = addPerson(database, QStringLiteral("ada"), QStringLiteral("postgres"));
    const Identity other = addPerson(database, QStringLiteral("bob"), QStringLiteral("somebody"));
    const auto refused = connection->transact([&] { return DeedLog(*connection).append(other, deed(apply)); });
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Denied);
    QCOMPARE(refused.error().fault, Fault::NotPermitted);
    QCOMPARE(database.number(QStringLiteral("SELECT COUNT(*) FROM deed")), 0);
    QVERIFY(connection->transact([&] { return DeedLog(*connection).append(me, deed(apply)); }));
    QCOMPARE(database.number(QStringLiteral("SELECT COUNT(*) FROM deed")), 1);
}

void TestDeedLog::refusesASecondEntryWithTheSameNumber()
{
    const FreshDatabase database(Engine::PostgreSql);
    const auto one = database.open();
    const Identity actor = addPerson(database, QStringLiteral("ada"), QStringLiteral("postgres"));
    QVERIFY(one->transact([&] { return DeedLog(*one).append(actor, deed(apply)); }));
    const QString again = QStringLiteral("SELECT cv_api.deed_append(1, 'a', 'b', '', '', '', cv_api.now_ms(), 'c', "
                                         "'\\x00', '\\x00', '\\x00')");
    const auto refused = one->runScript(again);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Conflict);
    const auto broken = one->runScript(QString(again).replace(QLatin1String("(1,"), QLatin1String("(2,")));
    QVERIFY(!broken); // it does not name the head as its predecessor
    QCOMPARE(broken.error().code, ErrorCode::Busy);
    QCOMPARE(database.number(QStringLiteral("SELECT COUNT(*) FROM deed")), 1);
}

QTEST_GUILESS_MAIN(TestDeedLog)
#include "tst_deed_log.moc"
