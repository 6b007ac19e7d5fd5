// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/setup/setup_service.h"

#include "domain/people/password_rules.h"
#include "services/base/text_check.h"
#include "services/people/login_name.h"
#include "services/setup/part_database.h"
#include "services/setup/recovery_kit.h"
#include "services/setup/server_database.h"
#include "storage/crypto/proquint.h"
#include "storage/database/database_file.h"
#include "storage/database/migrator.h"
#include "storage/people/certificates.h"
#include "storage/people/certified_writer.h"
#include "storage/people/person_store.h"

#include <QtConcurrentRun>

namespace callveil {

namespace {

Result<void> checkOrder(const SetupOrder &order)
{
    if (const auto fits = checkName(order.organisation, QStringLiteral("organisation")); !fits)
        return fits;
    if (const auto fits = checkUserName(order.adminName); !fits)
        return fits;
    if (isServiceName(order.adminName))
        return fail(ErrorCode::Conflict, Fault::NameTaken, {QStringLiteral("user"), order.adminName});
    // The demo's password is printed on its sign-in page: no rule would make it a secret.
    return order.demo ? Result<void>{} : checkPassword(order.adminPassword, order.adminName);
}

/// On a server a set-up that was cut short is taken up again: the organisation is what makes a database exist.
Result<void> refuseFounded(Connection &connection, int version)
{
    if (version == 0)
        return Migrator(connection).refuseForeign();
    const auto organisations = connection.integer("organisation.exists");
    if (!organisations)
        return failed(organisations);
    if (*organisations > 0)
        return fail(ErrorCode::Conflict, Fault::DatabaseExists, {connection.address().title()});
    return {};
}

/// An empty database for a set-up: the file made just now, or the server's, which is made when it is missing.
Result<std::unique_ptr<Connection>> openForSetup(const SetupOrder &order)
{
    if (order.address.engine == Engine::Sqlite)
        return Connection::open(order.address, std::make_shared<Credentials>(QString(), SecretBytes()));
    const auto there = hasServerDatabase(order.address, order.superuserPassword);
    if (!there)
        return failed(there);
    if (!*there)
        if (const auto made = makeServerDatabase(order.address, order.superuserPassword); !made)
            return failed(made);
    return openServer(order.address, order.superuserPassword);
}

/// Organisation, recovery key and first administrator, in one transaction.
Result<SetupOutcome> found(Connection &connection, const SetupOrder &order)
{
    const SignKeys root = SignKeys::generate();
    const BoxKeys recovery = BoxKeys::generate();
    const PersonKeys admin = PersonKeys::generate();
    const CertifiedWriter writer = CertifiedWriter::certify(SecretBytes::random(32), root);
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
                recovery.publicKey, issue(root, recoveryClaim(recovery.publicKey)), order.demo, *now,
                RecoveryKit::proofHash(recovery.privateKey)});
            !done)
            return failed(done);
        Person person;
        person.name = order.adminName;
        person.login = loginName(order.address, order.adminName);
        person.displayName = order.adminDisplayName.isEmpty() ? order.adminName : order.adminDisplayName.simplified();
        person.role = Role::Administrator;
        person.boxKey = admin.box.publicKey;
        person.signKey = admin.sign.publicKey;
        person.certificate = issue(root, personClaim(person.name, person.boxKey, person.signKey));
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
            if (const auto done = store.addWriterSeal(holder, writer.sealedTo(boxKey)); !done)
                return failed(done);
        }
        return SetupOutcome{RecoveryKit(recovery.privateKey).words(), toWords(fingerprint), order.adminName};
    });
}

/// Fills an empty file, or a server's database without an organisation.
Result<SetupOutcome> fillDatabase(const SetupOrder &order)
{
    if (const auto fits = checkOrder(order); !fits)
        return failed(fits);
    auto connection = openForSetup(order);
    if (!connection)
        return failed(connection);
    if (order.address.engine == Engine::PostgreSql) // of two set-ups at once the second one finds the first one's work
        if (const auto locked = (*connection)->integer("schema.lock_setup"); !locked)
            return failed(locked);
    Migrator migrator(**connection);
    const auto version = migrator.version();
    if (!version)
        return failed(version);
    if (const auto free = refuseFounded(**connection, *version); !free)
        return failed(free);
    if (order.address.engine == Engine::PostgreSql) {
        if (const auto done = clearRoles(**connection); !done)
            return failed(done);
        if (const auto done = makeRoles(**connection); !done)
            return failed(done);
    }
    if (const auto done = migrator.upgrade(); !done)
        return failed(done);
    return found(**connection, order);
}

/// A file is made beside its place and moved there when it is whole: two set-ups at once make one database.
Result<SetupOutcome> createDatabase(const SetupOrder &order)
{
    if (order.address.engine == Engine::PostgreSql)
        return fillDatabase(order);
    PartDatabase part(order.address.file);
    if (const auto begun = part.begin(); !begun)
        return failed(begun);
    SetupOrder inPart = order;
    inPart.address.file = part.file();
    if (const auto made = createDatabaseFile(part.file()); !made)
        return failed(made);
    auto outcome = fillDatabase(inPart);
    if (outcome)
        if (const auto finished = part.finish(); !finished)
            return failed(finished);
    return outcome;
}

} // namespace

QFuture<Result<SetupOutcome>> SetupService::create(SetupOrder order)
{
    return QtConcurrent::run([this, order = std::move(order)]() -> Result<SetupOutcome> {
        const Result<SetupOutcome> outcome = createDatabase(order);
        if (!outcome)
            return outcome;
        m_local.pin(order.address.place(), *fromWords(outcome->fingerprintWords.join(u' ')));
        return outcome;
    });
}

QFuture<Result<void>> SetupService::lookAtServer(DatabaseAddress address, QString superuserPassword)
{
    return QtConcurrent::run([address = std::move(address), password = std::move(superuserPassword)]() -> Result<void> {
        const auto there = hasServerDatabase(address, password);
        if (!there)
            return failed(there);
        if (!*there)
            return {};
        auto connection = openServer(address, password);
        if (!connection)
            return failed(connection);
        const auto version = Migrator(**connection).version();
        return version ? refuseFounded(**connection, *version) : failed(version);
    });
}

QFuture<Result<void>> SetupService::upgradeServer(DatabaseAddress address, QString superuserPassword)
{
    return QtConcurrent::run([address = std::move(address), password = std::move(superuserPassword)]() -> Result<void> {
        auto connection = openServer(address, password);
        if (!connection)
            return failed(connection);
        if (const auto done = makeRoles(**connection); !done)
            return done;
        return Migrator(**connection).upgrade();
    });
}

} // namespace callveil
