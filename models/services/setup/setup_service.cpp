// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/setup/setup_service.h"

#include "domain/people/password_rules.h"
#include "services/base/text_check.h"
#include "services/people/login_name.h"
#include "services/setup/recovery_kit.h"
#include "storage/crypto/proquint.h"
#include "storage/database/migrator.h"
#include "storage/people/certificates.h"
#include "storage/people/person_store.h"

#include <QFile>
#include <QRegularExpression>
#include <QtConcurrentRun>

namespace callveil {

namespace {

constexpr int oldestServer = 150000; // PostgreSQL 15

Result<void> checkOrder(const SetupOrder &order)
{
    if (const auto fits = checkName(order.organisation, QStringLiteral("organisation")); !fits)
        return fits;
    if (const auto fits = checkUserName(order.adminName); !fits)
        return fits;
    // The demo's password is printed on its sign-in page: no rule would make it a secret.
    return order.demo ? Result<void>{} : checkPassword(order.adminPassword, order.adminName);
}

Result<void> checkServer(Connection &connection)
{
    static const QRegularExpression usable(QStringLiteral("^[a-z_][a-z0-9_]{0,29}$"));
    if (!usable.match(connection.address().database).hasMatch())
        return fail(ErrorCode::Invalid, Fault::DatabaseAddress, {connection.address().database});
    struct Facts {
        int version = 0;
        QString shown;
        bool superuser = false;
    };
    const auto facts = connection.one("schema.server", {}, [](const Row &row) {
        return Facts{row.text(0).toInt(), row.text(1), row.text(2) == QLatin1String("on")};
    });
    if (!facts)
        return failed(facts);
    if ((*facts)->version < oldestServer)
        return fail(ErrorCode::Invalid, Fault::ServerTooOld, {(*facts)->shown});
    if (!(*facts)->superuser)
        return fail(ErrorCode::Denied, Fault::NeedsSuperuser);
    return {};
}

Result<void> makeRoles(Connection &connection)
{
    QFile file(QStringLiteral(":/sql/postgresql/roles.sql"));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Internal, Fault::Unexpected, {}, file.fileName());
    return connection.runScript(withDatabaseName(QString::fromUtf8(file.readAll()), connection));
}

Result<std::unique_ptr<Connection>> openForSetup(const DatabaseAddress &address, const QString &password, bool create)
{
    QByteArray bytes = password.toUtf8();
    const auto credentials = std::make_shared<Credentials>(address.user, SecretBytes::takeFrom(bytes));
    auto connection = Connection::open(address, credentials, create);
    if (!connection || address.engine == Engine::Sqlite)
        return connection;
    if (const auto fits = checkServer(**connection); !fits)
        return failed(fits);
    return connection;
}

/// Organisation, recovery key and first administrator, in one transaction.
Result<SetupOutcome> found(Connection &connection, const SetupOrder &order)
{
    const SignKeys root = SignKeys::generate();
    const BoxKeys recovery = BoxKeys::generate();
    const PersonKeys admin = PersonKeys::generate();
    const SecretBytes writerKey = SecretBytes::random(32);
    const QByteArray fingerprint = fingerprintOf(root.publicKey);
    QByteArray typed = order.adminPassword.toUtf8();
    const auto password = PasswordKeys::derive(SecretBytes::takeFrom(typed), fingerprint, order.adminName);
    if (!password)
        return failed(password);

    return connection.transact([&]() -> Result<SetupOutcome> {
        PersonStore store(connection);
        const auto now = store.now();
        if (!now)
            return failed(now);
        if (const auto done = store.insertOrganisation({order.organisation.simplified(), root.publicKey,
                recovery.publicKey, root.sign(recoveryClaim(recovery.publicKey)), order.demo, *now});
            !done)
            return failed(done);
        Person person;
        person.name = order.adminName;
        person.login = loginName(order.address, order.adminName);
        person.displayName = order.adminDisplayName.isEmpty() ? order.adminName : order.adminDisplayName.simplified();
        person.role = Role::Administrator;
        person.boxKey = admin.box.publicKey;
        person.signKey = admin.sign.publicKey;
        person.certificate = root.sign(personClaim(person.name, person.boxKey, person.signKey));
        const auto permissions = store.permissionsOf(person.role);
        if (!permissions)
            return failed(permissions);
        const QByteArray databasePassword(
            reinterpret_cast<const char *>(password->databasePassword.data()), password->databasePassword.size());
        const auto id =
            store.insert(person, PersonId{1}, databaseGroups(*permissions), scramVerifier(databasePassword));
        if (!id)
            return failed(id);
        if (const auto done = store.storeKey(*id, KeyBlob::close(admin, *password, fingerprint, order.adminName));
            !done)
            return failed(done);
        for (const auto &[holder, boxKey] :
            {std::pair(PersonId{}, recovery.publicKey), std::pair(*id, admin.box.publicKey)}) {
            if (const auto done = store.addRootSeal(holder, seal(root.privateKey, boxKey)); !done)
                return failed(done);
            if (const auto done = store.addWriterSeal(holder, seal(writerKey, boxKey)); !done)
                return failed(done);
        }
        return SetupOutcome{RecoveryKit(recovery.privateKey).words(), toWords(fingerprint), order.adminName};
    });
}

Result<SetupOutcome> createDatabase(const SetupOrder &order)
{
    if (const auto fits = checkOrder(order); !fits)
        return failed(fits);
    const bool embedded = order.address.engine == Engine::Sqlite;
    if (embedded && QFile::exists(order.address.file))
        return fail(ErrorCode::Conflict, Fault::DatabaseExists, {order.address.title()});
    auto connection = openForSetup(order.address, order.superuserPassword, true);
    if (!connection)
        return failed(connection);
    Migrator migrator(**connection);
    const auto version = migrator.version();
    if (!version)
        return failed(version);
    if (*version > 0)
        return fail(ErrorCode::Conflict, Fault::DatabaseExists, {order.address.title()});
    if (!embedded)
        if (const auto done = makeRoles(**connection); !done)
            return failed(done);
    if (const auto done = migrator.upgrade(); !done)
        return failed(done);
    return found(**connection, order);
}

void removeFile(const QString &file)
{
    for (const char *suffix : {"", "-wal", "-shm", "-lock"})
        QFile::remove(file + QLatin1String(suffix));
}

} // namespace

QFuture<Result<SetupOutcome>> SetupService::create(SetupOrder order)
{
    return QtConcurrent::run([this, order = std::move(order)]() -> Result<SetupOutcome> {
        const Result<SetupOutcome> outcome = createDatabase(order);
        if (!outcome) {
            // A file that was there before is never touched: createDatabase refuses it first.
            if (order.address.engine == Engine::Sqlite && outcome.error().fault != Fault::DatabaseExists)
                removeFile(order.address.file);
            return outcome;
        }
        m_local.pin(order.address.place(), *fromWords(outcome->fingerprintWords.join(u' ')));
        return outcome;
    });
}

QFuture<Result<void>> SetupService::upgradeServer(DatabaseAddress address, QString superuserPassword)
{
    return QtConcurrent::run([address = std::move(address), password = std::move(superuserPassword)]() -> Result<void> {
        auto connection = openForSetup(address, password, false);
        if (!connection)
            return failed(connection);
        if (const auto done = makeRoles(**connection); !done)
            return done;
        return Migrator(**connection).upgrade();
    });
}

} // namespace callveil
