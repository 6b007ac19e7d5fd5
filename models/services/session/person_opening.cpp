// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/session/person_opening.h"

#include "storage/people/certificates.h"
#include "storage/people/certified.h"
#include "storage/people/certified_writer.h"

#include <QSysInfo>

namespace callveil {

namespace {

tl::unexpected<Error> refused()
{
    return fail(ErrorCode::Denied, Fault::SignInRefused);
}

Result<PersonKeys> openKeys(PersonStore &store, const Person &person, const QString &typed, const PasswordKeys &usual,
    const QByteArray &fingerprint)
{
    const auto blob = store.keyOf(person.id);
    if (!blob)
        return failed(blob);
    if (!*blob)
        return refused();
    if (!(*blob)->cost.isWithinBounds())
        return fail(ErrorCode::Internal, Fault::CostLowered);
    auto keys = (*blob)->open(secretOf(typed), usual, fingerprint, person.name);
    if (!keys)
        return refused(); // a wrong password and a changed blob look the same, and must
    if (keys->box.publicKey != person.boxKey || keys->sign.publicKey != person.signKey)
        return fail(ErrorCode::Internal, Fault::CertificateInvalid, {person.name});
    return keys;
}

Result<void> addRights(PersonStore &store, Identity &identity)
{
    const auto permissions = store.permissionsOf(identity.role);
    const auto grants = store.actualGrantsOf(identity.role);
    const auto processes = store.processesOf(identity.id);
    const auto hides = store.setting(QStringLiteral("hide_clear_numbers"));
    const auto minutes = store.setting(QStringLiteral("idle_lock_minutes"));
    const auto writerSeal = store.writerSeal(identity.id);
    if (!permissions)
        return failed(permissions);
    if (!grants)
        return failed(grants);
    if (!processes)
        return failed(processes);
    if (!hides)
        return failed(hides);
    if (!minutes)
        return failed(minutes);
    if (!writerSeal)
        return failed(writerSeal);
    identity.permissions = *permissions;
    identity.actual = *grants;
    identity.processes = *processes;
    identity.hidesClear = hides->value_or(QString()) == QLatin1String("1");
    identity.idleLockMinutes = idle_lock::within(minutes->value_or(QString::number(idle_lock::usual)).toInt());
    if (writerSeal->isEmpty())
        return {};
    const auto writer = CertifiedWriter::open(*writerSeal, identity.keys.box, identity.rootKey);
    if (!writer)
        return failed(writer);
    identity.writerKey = writer->key();
    return {};
}

} // namespace

SecretBytes secretOf(const QString &password)
{
    QByteArray bytes = password.toUtf8();
    return SecretBytes::takeFrom(bytes);
}

Result<PasswordKeys> passwordKeys(const QString &password, const QByteArray &fingerprint, const QString &userName)
{
    return PasswordKeys::derive(secretOf(password), fingerprint, userName);
}

Result<std::shared_ptr<Identity>> openPerson(PersonStore &store, const Organisation &organisation,
    const QString &userName, const QString &typed, const PasswordKeys &usual)
{
    const QByteArray fingerprint = fingerprintOf(organisation.rootKey);
    const auto person = store.find(userName);
    if (!person)
        return failed(person);
    if (!*person)
        return refused();
    const Person &p = **person;
    auto keys = openKeys(store, p, typed, usual, fingerprint);
    if (!keys)
        return failed(keys);
    if (isDisabled(p.state))
        return fail(ErrorCode::Denied, Fault::PersonDisabled);
    if (!ageOf(p, organisation.rootKey))
        return fail(ErrorCode::Internal, Fault::CertificateInvalid, {p.name});
    auto identity = std::make_shared<Identity>();
    identity->id = p.id;
    identity->name = p.name;
    identity->displayName = p.displayName;
    identity->login = p.login;
    identity->role = p.role;
    identity->allProcesses = p.allProcesses;
    identity->mustChangePassword = p.state == PersonState::MustChangePassword;
    identity->console = QSysInfo::machineHostName();
    identity->keys = std::move(*keys);
    identity->fingerprint = fingerprint;
    identity->rootKey = organisation.rootKey;
    if (const auto done = addRights(store, *identity); !done)
        return failed(done);
    return identity;
}

} // namespace callveil
