// SPDX-License-Identifier: GPL-3.0-or-later
#include "fresh_database.h"

#include <QDir>

using namespace callveil;

/// The migration that brings idle time-outs: bindings of before keep their end, and the cause of one that is over.
class TestEndsOfBindings final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bindingsOfBeforeKeepTheirEnd_data() { FreshDatabase::addEngines(); }
    void bindingsOfBeforeKeepTheirEnd();

private:
    /// The migrations before that one.
    static void copyOlder(Engine engine, const QTemporaryDir &folder)
    {
        static_cast<void>(SqlLibrary::instance()); // makes the resources known
        const bool embedded = engine == Engine::Sqlite;
        const QDir all(
            embedded ? QStringLiteral(":/sql/sqlite/migrations") : QStringLiteral(":/sql/postgresql/migrations"));
        for (const QString &name : all.entryList({QStringLiteral("*.sql")}, QDir::Files))
            if (name.left(4).toInt() < (embedded ? 16 : 31))
                QVERIFY(QFile::copy(all.filePath(name), folder.filePath(name)));
    }
    /// A binding alone, of the schema of before.
    static void add(const FreshDatabase &database, Engine engine, int id, const QString &expires, const QString &cause)
    {
        const bool embedded = engine == Engine::Sqlite;
        const QString bytes = (embedded ? QStringLiteral("x'0%1'") : QStringLiteral("'\\x0%1'::bytea")).arg(id);
        const QString others = embedded ? QString() : QStringLiteral("SET session_replication_role = replica; ");
        database.run(others
            + QStringLiteral(
                "INSERT INTO binding (id, revision, token, public_id, pool_id, asked_pool_id, did_id, "
                "process_id, model, agent_id, case_ref, customer_text, agent_text, customer_number, "
                "agent_number, recording, matched, free_seen, all_seen, created_by, created_at, expires_at, "
                "ended_at, end_cause, free_at) VALUES (%1, 1, %2, %2, 1, 1, 1, 1, 0, 0, '', 'c', 'a', 1, 2, "
                "0, 0, 0, 0, 1, 5, %3, %4, %4, 9000)")
                  .arg(QString::number(id), bytes, expires, cause));
    }
};

void TestEndsOfBindings::bindingsOfBeforeKeepTheirEnd()
{
    QFETCH(Engine, engine);
    const FreshDatabase database(engine, FreshDatabase::Schema::None);
    const auto connection = database.open();
    FreshDatabase::makeRoles(*connection);
    const QTemporaryDir folder;
    copyOlder(engine, folder);
    FreshDatabase::require(Migrator(*connection, folder.path()).upgrade());
    const QString null = QStringLiteral("NULL");
    add(database, engine, 1, QStringLiteral("8000"), null);
    add(database, engine, 2, null, null);
    add(database, engine, 3, QStringLiteral("8000"), QStringLiteral("1"));
    FreshDatabase::require(Migrator(*connection).upgrade());

    const auto count = [&](const char *condition) {
        return database.number(QStringLiteral("SELECT COUNT(*) FROM binding WHERE ") + QLatin1String(condition));
    };
    QCOMPARE(count("idle_ms IS NULL AND last_call_at IS NULL AND free_at = 9000"), 3);
    QCOMPARE(count("id = 1 AND expires_at = 8000 AND ends_by = 8000 AND ended_at IS NULL AND end_cause IS NULL"), 1);
    QCOMPARE(count("id = 2 AND expires_at IS NULL AND ends_by IS NULL"), 1);
    QCOMPARE(count("id = 3 AND expires_at = 8000 AND ended_at = 1 AND end_cause = 1"), 1);
    database.run(QStringLiteral("UPDATE binding SET end_cause = 3 WHERE id = 3")); // a case that is closed
    QCOMPARE(count("end_cause = 3"), 1);
}

QTEST_GUILESS_MAIN(TestEndsOfBindings)
#include "tst_ends_of_bindings.moc"
