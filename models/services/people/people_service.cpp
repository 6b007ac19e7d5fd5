// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/people/people_service.h"

#include "domain/people/password_rules.h"
#include "services/base/text_check.h"
#include "services/people/login_name.h"
#include "storage/crypto/proquint.h"
#include "storage/people/certificates.h"

namespace callveil {

namespace {

constexpr qint64 seenWithinMs = 180000;

/// Seals what the new person's role needs with the keys that the creator holds.
Result<void> sealKeys(PersonStore &store, const Identity &me, const SignKeys &root, PersonId id,
    const QByteArray &boxKey, const QSet<Permission> &permissions)
{
    const bool writes = permissions.contains(Permission::Import) || permissions.contains(Permission::ManagePools)
        || permissions.contains(Permission::SearchByNumber) || permissions.contains(Permission::ManageProcesses);
    if (writes && !me.writerKey.isEmpty())
        if (const auto done = store.addWriterSeal(id, seal(me.writerKey, boxKey)); !done)
            return done;
    if (permissions.contains(Permission::ManageUsers) || permissions.contains(Permission::ManageProcesses))
        return store.addRootSeal(id, seal(root.privateKey, boxKey));
    return {};
}

Result<SignKeys> openRoot(PersonStore &store, const Identity &me)
{
    const auto sealed = store.rootSeal(me.id);
    if (!sealed)
        return failed(sealed);
    if (sealed->isEmpty())
        return fail(ErrorCode::Denied, Fault::NotPermitted);
    auto opened = openSeal(*sealed, me.keys.box);
    if (!opened)
        return failed(opened);
    SignKeys root = SignKeys::fromPrivate(std::move(*opened));
    if (root.publicKey != me.rootKey)
        return fail(ErrorCode::Internal, Fault::CertificateInvalid, {QStringLiteral("organisation")});
    return root;
}

Result<CreatedPerson> createPerson(Connection &connection, const Identity &me, const NewPerson &order)
{
    PersonStore store(connection);
    const auto root = openRoot(store, me);
    if (!root)
        return failed(root);
    const QString oneTime = order.password.isEmpty() ? toWords(randomBytes(8)).join(u'-') : QString();
    QByteArray typed = (oneTime.isEmpty() ? order.password : oneTime).toUtf8();
    const auto password = PasswordKeys::derive(SecretBytes::takeFrom(typed), me.fingerprint, order.name);
    if (!password)
        return failed(password);
    const PersonKeys keys = PersonKeys::generate();
    Person person;
    person.name = order.name;
    person.login = loginName(connection.address(), order.name);
    person.displayName = order.displayName.isEmpty() ? order.name : order.displayName.simplified();
    person.role = order.role;
    person.state = oneTime.isEmpty() ? PersonState::Active : PersonState::MustChangePassword;
    person.allProcesses = order.allProcesses;
    person.boxKey = keys.box.publicKey;
    person.signKey = keys.sign.publicKey;
    person.certificate = root->sign(personClaim(person.name, person.boxKey, person.signKey));
    const auto permissions = store.permissionsOf(order.role);
    if (!permissions)
        return failed(permissions);
    const QByteArray databasePassword(
        reinterpret_cast<const char *>(password->databasePassword.data()), password->databasePassword.size());
    const auto id = store.insert(person, me.id, databaseGroups(*permissions), scramVerifier(databasePassword));
    if (!id && id.error().code == ErrorCode::Conflict)
        return fail(ErrorCode::Conflict, Fault::NameTaken, {QStringLiteral("user"), order.name});
    if (!id)
        return failed(id);
    if (const auto done = store.storeKey(*id, KeyBlob::close(keys, *password, me.fingerprint, order.name)); !done)
        return failed(done);
    if (const auto done = sealKeys(store, me, *root, *id, person.boxKey, *permissions); !done)
        return failed(done);
    for (const ProcessId process : order.processes) {
        const auto added =
            connection.write("person.add_process", {{":person", id->value}, {":process", process.value}});
        if (!added)
            return failed(added);
    }
    if (const auto recorded = DeedLog(connection)
                                  .append(me,
                                      {QStringLiteral("person.create"), QStringLiteral("person %1").arg(id->value), {},
                                          QStringLiteral("role %1").arg(roleKey(order.role)), {}});
        !recorded)
        return failed(recorded);
    return CreatedPerson{*id, oneTime};
}

} // namespace

QFuture<Result<std::vector<Person>>> PeopleService::list()
{
    return read([](Connection &connection, const Identity &) { return PersonStore(connection).list(); });
}

QFuture<Result<CreatedPerson>> PeopleService::create(NewPerson person)
{
    return change(Permission::ManageUsers,
        [person = std::move(person)](Connection &connection, const Identity &me) -> Result<CreatedPerson> {
            if (const auto fits = checkUserName(person.name); !fits)
                return failed(fits);
            const auto countries = countriesOf(connection);
            if (!countries)
                return failed(countries);
            if (const auto fits = checkFreeText(person.displayName, QStringLiteral("name"), *countries); !fits)
                return failed(fits);
            if (!person.password.isEmpty())
                if (const auto fits = checkPassword(person.password, person.name); !fits)
                    return failed(fits);
            return createPerson(connection, me, person);
        });
}

QFuture<Result<void>> PeopleService::setDisabled(QString name, bool disabled)
{
    return change(Permission::ManageUsers,
        [name = std::move(name), disabled](Connection &connection, const Identity &me) -> Result<void> {
            PersonStore store(connection);
            const auto person = store.find(name);
            if (!person)
                return failed(person);
            if (!*person || (*person)->id == me.id) // nobody locks himself out
                return fail(ErrorCode::NotFound, Fault::PersonUnknown, {name});
            const PersonState state = disabledOrNot((*person)->state, disabled);
            if (const auto done = store.setState((*person)->id, state); !done)
                return done;
            const auto login =
                connection.write("person.enable_login", {{":login", (*person)->login}, {":enabled", disabled ? 0 : 1}});
            if (!login)
                return failed(login);
            return DeedLog(connection)
                .append(me,
                    {disabled ? QStringLiteral("person.disable") : QStringLiteral("person.enable"),
                        QStringLiteral("person %1").arg((*person)->id.value), {}, {}, {}});
        });
}

QFuture<Result<int>> PeopleService::signedIn()
{
    return read([](Connection &connection, const Identity &) -> Result<int> {
        const auto now = connection.integer("operation.now");
        if (!now)
            return failed(now);
        const auto count = connection.integer("person.signed_in", {{":since", *now - seenWithinMs}});
        if (!count)
            return failed(count);
        return int(*count);
    });
}

} // namespace callveil
