// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/backup/backup_service.h"

#include "domain/audit/deed_reference.h"
#include "services/backup/backup_check.h"
#include "services/backup/backup_facts.h"
#include "services/base/text_check.h"
#include "services/session/local_state.h"
#include "services/setup/server_database.h"
#include "storage/backup/backup_archive.h"
#include "storage/backup/part_file.h"
#include "storage/backup/server_programs.h"
#include "storage/database/database_copy.h"
#include "storage/database/migrator.h"
#include "storage/people/person_store.h"

#include <QDateTime>
#include <QFileInfo>

namespace callveil {

namespace {

const QString lastSetting = QStringLiteral("last_backup");
const QString unsoundSuffix = QStringLiteral(".unsound");

/// ISO 8601 in UTC: milliseconds alone are as long as a telephone number, and are one in some countries.
QString settingOf(qint64 at)
{
    return QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(Qt::ISODateWithMs);
}

/// Also as it was stored before, in milliseconds since 1970.
qint64 momentOf(const QString &setting)
{
    bool isNumber = false;
    const qint64 at = setting.toLongLong(&isNumber);
    return isNumber ? at : QDateTime::fromString(setting, Qt::ISODateWithMs).toMSecsSinceEpoch();
}

/// The file of a database, or one that SQLite or a set-up lays beside it.
bool isOfDatabase(const QString &path, const QString &database)
{
    const QFileInfo place(path);
    const QFileInfo file(QFileInfo(database).canonicalFilePath());
    if (place == file)
        return true;
    if (QFileInfo(place.absolutePath()) != QFileInfo(file.absolutePath()))
        return false;
    for (const char *suffix : {".part", "-wal", "-shm", "-journal", "-lock"}) {
        const QString beside = file.fileName() + QLatin1String(suffix);
        if (place.fileName() == beside)
            return true;
    }
    return false;
}

/// One backup on the background thread.
class Backup final {
public:
    Backup(Connection &connection, const Identity &me, const BackupOrder &order, BackupProgress &progress)
        : m_connection(connection), m_me(me), m_order(order), m_progress(progress),
          m_part(order.file, order.replaces ? PartFile::Place::MayExist : PartFile::Place::New)
    { }

    [[nodiscard]] Result<BackupReport> run();

private:
    [[nodiscard]] Result<void> copyFile();
    [[nodiscard]] Result<void> dumpServer();
    [[nodiscard]] Result<void> dumpSnapshot(Connection &server, const ServerLogin &login);
    [[nodiscard]] Result<void> describe(Connection &whole);
    [[nodiscard]] Result<void> look(Connection &whole);
    [[nodiscard]] Result<void> seal();
    [[nodiscard]] Result<void> place();
    [[nodiscard]] Result<QStringList> described();
    [[nodiscard]] Result<QString> shownName();
    [[nodiscard]] bool touchesDatabase() const;

    Connection &m_connection;
    const Identity &m_me;
    const BackupOrder &m_order;
    BackupProgress &m_progress;
    PartFile m_part;
    BackupManifest m_manifest;
    BackupReport m_report;
};

/// Whose database it is, and by whose signature the backup is known.
Result<void> Backup::describe(Connection &whole)
{
    PersonStore store(whole);
    const auto organisation = store.organisation();
    const auto maker = store.find(m_me.name);
    const auto now = store.now();
    const auto schema = Migrator(whole).version();
    if (!organisation)
        return failed(organisation);
    if (!maker)
        return failed(maker);
    if (!now)
        return failed(now);
    if (!schema)
        return failed(schema);
    if (!*maker || organisation->rootKey != m_me.rootKey || (*maker)->signKey != m_me.keys.sign.publicKey)
        return fail(ErrorCode::Denied, Fault::KeysReplaced);
    m_manifest.engine = whole.engine();
    m_manifest.organisation = organisation->name;
    m_manifest.rootKey = organisation->rootKey;
    m_manifest.place = SeenDatabase::markOf(m_connection.address().place());
    m_manifest.madeAt = *now;
    m_manifest.madeBy = m_me.name;
    m_manifest.makerBox = (*maker)->boxKey;
    m_manifest.makerSign = (*maker)->signKey;
    m_manifest.makerCertificate = (*maker)->certificate;
    m_manifest.schema = *schema;
    m_manifest.database = whole.address().database;
    return {};
}

Result<void> Backup::look(Connection &whole)
{
    if (const auto described = describe(whole); !described)
        return described;
    const auto counts = BackupStore(whole).counts();
    if (!counts)
        return failed(counts);
    BackupCheck check(whole, m_me.rootKey, m_progress);
    const auto record = check.record();
    if (!record)
        return failed(record);
    const auto samples = check.samples(m_me);
    if (!samples)
        return failed(samples);
    m_manifest.rows = *counts;
    m_manifest.lastEntryAt = record->lastAt;
    m_report.rows = *counts;
    m_report.record = *record;
    m_report.samples = *samples;
    return {};
}

/// The copy itself is looked at, before anything is appended to it.
Result<void> Backup::copyFile()
{
    const auto goesOn = [this](qint64 done, qint64 all) {
        m_progress.done = done;
        m_progress.all = all;
        return !m_progress.cancelled;
    };
    if (const auto copied = copyDatabase(m_connection.address().file, m_part.path(), goesOn); !copied)
        return copied;
    DatabaseAddress place = m_connection.address();
    place.file = m_part.path();
    const auto copy = Connection::open(place, nullptr);
    if (!copy)
        return failed(copy);
    m_progress.begin(BackupProgress::Step::Checking);
    if (const auto sound = BackupStore(**copy).checkPages(); !sound) {
        const bool isDamaged = sound.error().fault == Fault::DatabaseDamaged; // as the original is, by its own name
        return isDamaged ? fail(sound.error().code, Fault::DatabaseDamaged, {m_connection.address().title()}) : sound;
    }
    return look(**copy);
}

Result<void> Backup::dumpServer()
{
    ServerLogin login{m_connection.address(), m_order.maintenancePassword};
    login.address.user = m_order.maintenanceUser;
    const auto server = openServer(login.address, login.password);
    if (!server)
        return failed(server);
    const auto version = serverVersion(**server);
    if (!version)
        return failed(version);
    m_manifest.serverVersion = *version;
    if (const auto held = runServerScript(**server, QStringLiteral("snapshot")); !held)
        return held;
    const Result<void> done = dumpSnapshot(**server, login);
    (*server)->rollback(); // it was for reading
    return done;
}

Result<void> Backup::dumpSnapshot(Connection &server, const ServerLogin &login)
{
    BackupStore store(server);
    const auto programs = ServerPrograms::find(m_manifest.serverVersion / 10000);
    const auto snapshot = store.snapshot();
    const auto logins = store.logins();
    if (!programs)
        return failed(programs);
    if (!snapshot)
        return failed(snapshot);
    if (!logins)
        return failed(logins);
    for (const BackupLogin &person : *logins) // one that could not be restored
        if (const auto fits = checkLogin(person); !fits)
            return fits;
    m_manifest.programVersion = programs->version();
    m_manifest.logins = *logins;
    if (const auto dumped = programs->dump(login, *snapshot, m_part.path(), m_progress); !dumped)
        return dumped;
    m_progress.begin(BackupProgress::Step::Checking);
    if (const auto listed = programs->check(m_part.path(), m_progress); !listed)
        return listed;
    return look(server);
}

Result<void> Backup::seal()
{
    m_progress.begin(BackupProgress::Step::Checking);
    if (const auto sealed = backup_archive::seal(m_part.path(), m_manifest, m_me.keys.sign, m_progress); !sealed)
        return sealed;
    const auto readBack = backup_archive::manifestOf(m_part.path());
    if (!readBack)
        return failed(readBack);
    return {};
}

/// Free of numbers: a file may be called by one.
Result<QString> Backup::shownName()
{
    const auto countries = countriesOf(m_connection);
    if (!countries)
        return failed(countries);
    const QString name = QFileInfo(m_report.file).fileName();
    return checkLabel(name, QStringLiteral("file"), *countries) ? name : QString();
}

/// What the record says of it.
Result<QStringList> Backup::described()
{
    const auto name = shownName();
    if (!name)
        return failed(name);
    QStringList parts;
    if (!name->isEmpty())
        parts.append(QStringLiteral("file ") + typedInDeed(*name));
    parts.append(QStringLiteral("bytes %1").arg(QFileInfo(m_part.path()).size()));
    for (const RowCount &count : m_report.rows)
        if (count.table == BackupTable::Legs)
            parts.append(QStringLiteral("legs %1").arg(count.rows));
    parts.append(QStringLiteral("rows %1").arg(m_report.record.entries));
    return parts;
}

/// To its place in the transaction of its entry: no backup without an entry, and no entry without a backup. A good one
/// never gives way to one that is not sound.
Result<void> Backup::place()
{
    const QFileInfo there(m_order.file);
    if (!m_report.isSound() && (there.exists() || there.isSymLink()))
        m_report.kept = m_order.file;
    const QString suffix = m_report.kept.isEmpty() ? QString() : unsoundSuffix;
    m_report.file = m_order.file + suffix;
    const auto parts = described();
    if (!parts)
        return failed(parts);
    if (!isOnDisk(m_part.path())) // that takes long; nobody shall wait for the transaction
        return fail(ErrorCode::Internal, Fault::FileUnwritable, {m_part.name()});
    const Deed deed{
        QStringLiteral("backup.create"), QStringLiteral("backup"), {}, parts->join(QLatin1String("; ")), {}};
    bool isPlaced = false;
    const Result<void> done = m_connection.transact([&]() -> Result<void> {
        PersonStore store(m_connection);
        const QString at = settingOf(m_manifest.madeAt);
        if (const auto noted = m_report.isSound() ? store.setSetting(lastSetting, at, m_me.id) : Result<void>{}; !noted)
            return noted;
        if (const auto recorded = DeedLog(m_connection).append(m_me, deed); !recorded)
            return recorded;
        const Result<void> finished = m_part.finish(suffix);
        isPlaced = finished.has_value();
        return finished;
    });
    if (!done && isPlaced && done.error().fault != Fault::CommitUnknown)
        m_part.takeBack();
    return done;
}

/// Never in place of the database, nor of anything that belongs to it.
bool Backup::touchesDatabase() const
{
    const QString &database = m_connection.address().file;
    return isOfDatabase(m_order.file, database) || isOfDatabase(m_part.path(), database)
        || isOfDatabase(m_order.file + unsoundSuffix, database);
}

Result<BackupReport> Backup::run()
{
    const bool embedded = m_connection.engine() == Engine::Sqlite;
    if (embedded && touchesDatabase())
        return fail(ErrorCode::Conflict, Fault::FileExists, {m_part.name()});
    if (const auto begun = m_part.begin(); !begun)
        return failed(begun);
    if (const auto copied = embedded ? copyFile() : dumpServer(); !copied)
        return failed(copied);
    if (const auto sealed = seal(); !sealed)
        return failed(sealed);
    if (const auto going = m_progress.goOn(); !going)
        return failed(going);
    if (const auto placed = place(); !placed)
        return failed(placed);
    m_report.facts = factsOf(m_manifest, m_report.file);
    return m_report;
}

} // namespace

QFuture<Result<BackupReport>> BackupService::create(BackupOrder order, std::shared_ptr<BackupProgress> progress)
{
    return m_workspace.background().run([identity = m_workspace.identity(), order = std::move(order),
                                            progress = std::move(progress)](Connection &connection) mutable {
        const auto allowed = require(*identity, Permission::ManageSecurity);
        auto report =
            allowed ? Backup(connection, *identity, order, *progress).run() : Result<BackupReport>(failed(allowed));
        wipe(order.maintenancePassword);
        return report;
    });
}

QFuture<Result<std::optional<qint64>>> BackupService::last()
{
    return read(
        Permission::ManageSecurity, [](Connection &connection, const Identity &) -> Result<std::optional<qint64>> {
            const auto text = PersonStore(connection).setting(lastSetting);
            if (!text)
                return failed(text);
            return *text ? std::optional(momentOf(**text)) : std::nullopt;
        });
}

} // namespace callveil
