// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/backup/restore_service.h"

#include "services/backup/backup_check.h"
#include "services/backup/backup_facts.h"
#include "services/backup/server_restore.h"
#include "services/people/login_name.h"
#include "services/session/person_opening.h"
#include "services/setup/part_database.h"
#include "services/setup/server_database.h"
#include "storage/backup/backup_archive.h"
#include "storage/backup/part_file.h"
#include "storage/crypto/proquint.h"
#include "storage/database/database_file.h"
#include "storage/database/migrator.h"
#include "storage/people/certificates.h"

#include <QElapsedTimer>
#include <QFile>
#include <QtConcurrentRun>

namespace callveil {

namespace {

/// One restoring on a thread of its own.
class Restore final {
public:
    Restore(const RestoreOrder &order, LocalState &local, BackupProgress &progress)
        : m_order(order), m_local(local), m_progress(progress)
    { }

    [[nodiscard]] Result<RestoreReport> run();

private:
    [[nodiscard]] Result<void> checkPlace();
    [[nodiscard]] Result<void> checkOrganisation();
    [[nodiscard]] Result<void> intoFile();
    [[nodiscard]] Result<void> fillFile(const QString &path);
    [[nodiscard]] Result<void> intoServer();
    [[nodiscard]] Result<void> look(Connection &whole);
    [[nodiscard]] Result<void> lookAtPeople(Connection &whole);
    [[nodiscard]] Result<void> tryNumbers(Connection &whole);
    [[nodiscard]] Result<std::shared_ptr<Identity>> openOperator(Connection &whole);

    const RestoreOrder &m_order;
    LocalState &m_local;
    BackupProgress &m_progress;
    BackupManifest m_manifest;
    QByteArray m_fingerprint;
    RestoreReport m_report;
};

Result<void> Restore::checkPlace()
{
    const bool ofServer = m_manifest.engine == Engine::PostgreSql;
    if (ofServer && m_order.place.engine == Engine::Sqlite)
        return fail(ErrorCode::Invalid, Fault::BackupOfServer);
    if (!ofServer && m_order.place.engine == Engine::PostgreSql)
        return fail(ErrorCode::Invalid, Fault::BackupOfFile);
    if (const int newest = Migrator::newest(m_manifest.engine); m_manifest.schema > newest)
        return fail(
            ErrorCode::Conflict, Fault::DatabaseNewer, {QString::number(m_manifest.schema), QString::number(newest)});
    return {};
}

Result<void> Restore::checkOrganisation()
{
    m_fingerprint = fingerprintOf(m_manifest.rootKey);
    const QString typed = m_order.fingerprintWords.simplified();
    if (!typed.isEmpty() && fromWords(typed) != m_fingerprint)
        return fail(ErrorCode::Denied, Fault::BackupOtherWords);
    if (typed.isEmpty() && !m_local.knows(m_fingerprint))
        return fail(ErrorCode::Denied, Fault::BackupStranger,
            {m_manifest.organisation, m_report.facts.fingerprintWords.join(u' ')});
    return {};
}

Result<void> Restore::lookAtPeople(Connection &whole)
{
    const auto people = PersonStore(whole).list();
    if (!people)
        return failed(people);
    for (const Person &person : *people) {
        if (isDisabled(person.state))
            ++m_report.disabled;
        else
            m_report.people.append(person.displayName);
    }
    return {};
}

/// As a sign-in does, without becoming one: on a server over a connection of his own, so that it shows whether his
/// password still opens it.
Result<std::shared_ptr<Identity>> Restore::openOperator(Connection &whole)
{
    const auto keys = passwordKeys(m_order.password, m_fingerprint, m_order.userName);
    if (!keys)
        return failed(keys);
    std::unique_ptr<Connection> own;
    if (whole.engine() == Engine::PostgreSql) {
        auto opened = Connection::open(whole.address(),
            std::make_shared<Credentials>(
                loginName(whole.address(), m_order.userName), keys->databasePassword.clone()));
        if (!opened)
            return failed(opened);
        own = std::move(*opened);
    }
    PersonStore store(own ? *own : whole);
    const auto organisation = store.organisation();
    if (!organisation)
        return failed(organisation);
    return openPerson(store, *organisation, m_order.userName, m_order.password, *keys);
}

Result<void> Restore::tryNumbers(Connection &whole)
{
    if (m_order.userName.isEmpty() || m_order.password.isEmpty())
        return {};
    const auto me = openOperator(whole);
    const Fault fault = me ? Fault::Unexpected : me.error().fault;
    if (!me && fault != Fault::SignInRefused && fault != Fault::PersonDisabled)
        return failed(me);
    if (!me) { // what was restored stands, whoever cannot open it
        m_report.asked = RestoreReport::Operator::Refused;
        return {};
    }
    const auto samples = BackupCheck(whole, m_manifest.rootKey, m_progress).samples(**me);
    if (!samples)
        return failed(samples);
    m_report.asked = RestoreReport::Operator::SignedIn;
    m_report.samples = *samples;
    return {};
}

Result<void> Restore::look(Connection &whole)
{
    const auto counts = BackupStore(whole).counts();
    if (!counts)
        return failed(counts);
    m_report.rows = *counts;
    m_report.rowsExpected = m_manifest.rows;
    BackupCheck check(whole, m_manifest.rootKey, m_progress);
    auto record = check.record();
    if (!record)
        return failed(record);
    auto later = check.compare(m_local.seenHeads({m_manifest.place, m_fingerprint}), *record);
    if (!later)
        return failed(later);
    m_report.record = std::move(*record);
    m_report.later = std::move(*later);
    if (const auto people = lookAtPeople(whole); !people)
        return people;
    if (whole.engine() == Engine::PostgreSql) {
        auto switches = BackupStore(whole).switches();
        if (!switches)
            return failed(switches);
        m_report.switches = std::move(*switches);
    }
    return tryNumbers(whole);
}

Result<void> Restore::fillFile(const QString &path)
{
    QFile target(path);
    if (!target.open(QIODevice::WriteOnly))
        return fail(ErrorCode::Internal, Fault::FileUnwritable, {m_order.place.title()});
    m_progress.begin(BackupProgress::Step::Restoring, m_manifest.payloadBytes);
    const auto copied = backup_archive::readData(m_order.file, m_manifest, m_progress, m_order.place.title(),
        [&](const QByteArray &part) { return target.write(part) == part.size(); });
    if (!copied)
        return copied;
    if (!target.flush() || !isOnDisk(path))
        return fail(ErrorCode::Internal, Fault::FileUnwritable, {m_order.place.title()});
    return {};
}

Result<void> Restore::intoFile()
{
    PartDatabase part(m_order.place.file);
    if (const auto begun = part.begin(); !begun)
        return begun;
    if (const auto made = createDatabaseFile(part.file()); !made)
        return made;
    if (const auto filled = fillFile(part.file()); !filled)
        return filled;
    DatabaseAddress place = m_order.place;
    place.file = part.file();
    {
        const auto copy = Connection::open(place, nullptr);
        if (!copy)
            return failed(copy);
        m_progress.begin(BackupProgress::Step::Checking);
        if (const auto sound = BackupStore(**copy).checkPages(); !sound)
            return sound;
        if (const auto upgraded = Migrator(**copy).upgrade(); !upgraded) // a backup of an older program
            return upgraded;
        if (const auto looked = look(**copy); !looked)
            return looked;
    }
    return part.finish();
}

Result<void> Restore::intoServer()
{
    // All of it is read before anything of it is run.
    m_progress.begin(BackupProgress::Step::Checking);
    if (const auto whole = backup_archive::readData(m_order.file, m_manifest, m_progress); !whole)
        return whole;
    const ServerLogin login{m_order.place, m_order.superuserPassword};
    ServerRestore restore(login, m_manifest, m_order.file, m_progress);
    if (const auto restored = restore.run(); !restored)
        return restored;
    const Result<void> looked = [&]() -> Result<void> {
        const auto server = openServer(login.address, login.password);
        return server ? look(**server) : failed(server);
    }();
    if (!looked)
        return tl::unexpected(restore.undo(looked.error()));
    return {};
}

Result<RestoreReport> Restore::run()
{
    QElapsedTimer clock;
    clock.start();
    const auto manifest = backup_archive::manifestOf(m_order.file);
    if (!manifest)
        return failed(manifest);
    m_manifest = *manifest;
    m_report.facts = factsOf(m_manifest, m_order.file);
    if (const auto fits = checkPlace(); !fits)
        return failed(fits);
    if (const auto known = checkOrganisation(); !known)
        return failed(known);
    const bool embedded = m_manifest.engine == Engine::Sqlite;
    if (const auto restored = embedded ? intoFile() : intoServer(); !restored)
        return failed(restored);
    m_local.pin(m_order.place.place(), m_fingerprint);
    m_local.noteOrganisation(m_order.place.place(), m_manifest.organisation);
    m_report.place = embedded ? m_order.place.file : m_order.place.place();
    m_report.milliseconds = clock.elapsed();
    return m_report;
}

} // namespace

QFuture<Result<BackupFacts>> RestoreService::look(QString file)
{
    return QtConcurrent::run([file = std::move(file)]() -> Result<BackupFacts> {
        const auto manifest = backup_archive::manifestOf(file);
        if (!manifest)
            return failed(manifest);
        return factsOf(*manifest, file);
    });
}

QFuture<Result<RestoreReport>> RestoreService::restore(RestoreOrder order, std::shared_ptr<BackupProgress> progress)
{
    return QtConcurrent::run([&local = m_local, order = std::move(order), progress = std::move(progress)]() mutable {
        auto report = Restore(order, local, *progress).run();
        wipe(order.password);
        wipe(order.superuserPassword);
        return report;
    });
}

} // namespace callveil
