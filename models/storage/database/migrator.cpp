// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database/migrator.h"

#include "storage/database/sql_library.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

namespace callveil {

namespace {

QString folderOf(Engine engine)
{
    return engine == Engine::Sqlite ? QStringLiteral(":/sql/sqlite/migrations")
                                    : QStringLiteral(":/sql/postgresql/migrations");
}

} // namespace

Migrator::Migrator(Connection &connection) : Migrator(connection, folderOf(connection.engine())) { }

Migrator::Migrator(Connection &connection, QString folder)
    : m_connection(connection), m_migrations(migrationsIn(folder))
{ }

std::vector<Migrator::Migration> Migrator::migrationsIn(const QString &folder)
{
    static_cast<void>(SqlLibrary::instance()); // makes the resources known
    const QDir files(folder);
    std::vector<Migration> migrations;
    for (const QString &name : files.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name))
        migrations.push_back({name.left(4).toInt(), name.mid(5).chopped(4), files.filePath(name)});
    return migrations;
}

int Migrator::newest() const
{
    return m_migrations.empty() ? 0 : m_migrations.back().version;
}

int Migrator::newest(Engine engine)
{
    const auto migrations = migrationsIn(folderOf(engine));
    return migrations.empty() ? 0 : migrations.back().version;
}

Result<int> Migrator::version()
{
    const Result<qint64> exists = m_connection.integer("schema.exists");
    if (!exists)
        return failed(exists);
    if (*exists == 0)
        return 0;
    const Result<qint64> version = m_connection.integer("schema.version");
    if (!version)
        return failed(version);
    return int(*version);
}

tl::unexpected<Error> Migrator::mismatch(Fault fault, int found) const
{
    return fail(ErrorCode::Conflict, fault, {QString::number(found), QString::number(newest())});
}

Result<void> Migrator::check()
{
    const Result<int> found = version();
    if (!found)
        return failed(found);
    if (*found == 0)
        return fail(ErrorCode::Invalid, Fault::DatabaseNotCallveil, {m_connection.address().title()});
    if (*found > newest())
        return mismatch(Fault::DatabaseNewer, *found);
    if (*found < newest())
        return mismatch(Fault::DatabaseOlder, *found);
    return {};
}

Result<void> Migrator::refuseForeign()
{
    const Result<qint64> objects = m_connection.integer("schema.objects");
    if (!objects)
        return failed(objects);
    if (*objects > 0)
        return fail(ErrorCode::Invalid, Fault::DatabaseNotCallveil, {m_connection.address().title()});
    return {};
}

Result<void> Migrator::upgrade()
{
    const Result<int> found = version();
    if (!found)
        return failed(found);
    if (*found > newest())
        return mismatch(Fault::DatabaseNewer, *found);
    if (*found == 0)
        if (const Result<void> free = refuseForeign(); !free)
            return free;
    for (const Migration &migration : m_migrations) {
        if (migration.version <= *found)
            continue;
        if (const Result<void> done = apply(migration); !done)
            return done;
    }
    return {};
}

Result<void> Migrator::apply(const Migration &migration)
{
    QFile file(migration.path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Internal, Fault::Unexpected, {}, migration.path);
    const QString script = withDatabaseName(QString::fromUtf8(file.readAll()), m_connection);
    if (const Result<void> begun = m_connection.begin(); !begun)
        return begun;
    // Another program may have upgraded the file while this one waited for the lock.
    const Result<int> found = version();
    if (!found || *found >= migration.version) {
        m_connection.rollback();
        return found ? Result<void>{} : failed(found);
    }
    Result<void> done = m_connection.runScript(script);
    if (done) {
        const Result<qint64> recorded = m_connection.write("schema.record",
            {{":version", migration.version}, {":title", migration.title},
                {":now", QDateTime::currentMSecsSinceEpoch()}});
        if (!recorded)
            done = failed(recorded);
    }
    if (!done) {
        m_connection.rollback();
        return done;
    }
    return m_connection.commit();
}

QString withDatabaseName(const QString &script, const Connection &connection)
{
    QString text = script;
    return text.replace(QLatin1String("{db}"), connection.address().database);
}

} // namespace callveil
