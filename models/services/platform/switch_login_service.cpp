// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/platform/switch_login_service.h"

#include "domain/base/base32.h"
#include "services/base/text_check.h"
#include "services/people/login_end.h"
#include "storage/crypto/secret_bytes.h"
#include "storage/platform/switch_login_store.h"

namespace callveil {

namespace {

constexpr qsizetype passwordBytes = 32;

struct NewPassword {
    QString text; ///< letters and digits: it stands in an address
    QByteArray verifier;
};

NewPassword newPassword()
{
    QByteArray random = randomBytes(passwordBytes);
    NewPassword made{toBase32(random), {}};
    QByteArray letters = made.text.toLatin1();
    made.verifier = scramVerifier(letters);
    wipe(random);
    wipe(letters);
    return made;
}

SwitchAccess accessOf(const DatabaseAddress &place, const SwitchLogin &login, const QString &password)
{
    return {login.name, login.login, place.host, place.database, place.port, password};
}

Result<void> record(Connection &connection, const Identity &me, const QString &action, const SwitchLogin &login,
    const QString &before, const QString &after)
{
    return DeedLog(connection)
        .append(me, {action, QStringLiteral("switch-login %1").arg(login.id.value), before, after, {}});
}

QString described(const SwitchLogin &login)
{
    return QStringLiteral("name %1").arg(login.name);
}

tl::unexpected<Error> gone(const QString &name)
{
    return fail(ErrorCode::NotFound, Fault::EntryUnknown, {QStringLiteral("switch"), quotableSwitchName(name)});
}

/// A switch may ask for any number: whoever lets one in could ask as well.
Result<void> mayLetIn(const Identity &me)
{
    if (!me.viewsActual({}))
        return fail(ErrorCode::Denied, Fault::NotPermitted, {QStringLiteral("actual-numbers")});
    return {};
}

Result<SwitchLogin> add(Connection &connection, SwitchLoginStore &store, const Identity &me, const QString &typed,
    const QByteArray &verifier)
{
    if (const auto may = mayLetIn(me); !may)
        return failed(may);
    const auto name = checkedSwitchName(typed);
    if (!name)
        return failed(name);
    const auto countries = countriesOf(connection);
    if (!countries)
        return failed(countries);
    if (const auto fits = checkName(*name, QStringLiteral("name"), *countries); !fits)
        return failed(fits);
    if (const auto made = store.make(*name, verifier); !made)
        return failed(made);
    const auto login = store.named(*name);
    if (!login)
        return login;
    const auto recorded = record(connection, me, QStringLiteral("switch-login.create"), *login, {}, described(*login));
    if (!recorded)
        return failed(recorded);
    return login;
}

Result<SwitchLogin> bar(Connection &connection, SwitchLoginStore &store, const Identity &me, const QString &name)
{
    if (const auto may = mayLetIn(me); !may)
        return failed(may);
    const auto login = store.named(name);
    if (!login)
        return login;
    const auto barred = store.bar(login->id);
    if (!barred)
        return failed(barred);
    if (!*barred)
        return gone(name);
    const auto recorded = record(connection, me, QStringLiteral("switch-login.rekey"), *login, {}, described(*login));
    if (!recorded)
        return failed(recorded);
    return login;
}

/// Nothing is recorded when it is so already.
Result<SwitchLogin> setEnabled(
    Connection &connection, SwitchLoginStore &store, const Identity &me, const QString &name, bool enabled)
{
    if (const auto may = enabled ? mayLetIn(me) : Result<void>(); !may)
        return failed(may);
    const auto login = store.named(name);
    if (!login)
        return login;
    const auto changed = store.setEnabled(login->id, enabled);
    if (!changed)
        return failed(changed);
    if (!*changed)
        return login;
    const QString action = enabled ? QStringLiteral("switch-login.enable") : QStringLiteral("switch-login.disable");
    const auto recorded = record(connection, me, action, *login, {}, described(*login));
    if (!recorded)
        return failed(recorded);
    return login;
}

/// Nothing is recorded when it is so already. A login that is missing has no rights that could be changed.
Result<void> changeKeeping(
    Connection &connection, SwitchLoginStore &store, const Identity &me, const QString &name, bool keeps)
{
    if (const auto may = keeps ? mayLetIn(me) : Result<void>(); !may)
        return failed(may);
    const auto login = store.named(name);
    if (!login)
        return failed(login);
    if (login->state() == SwitchLogin::State::Missing)
        return gone(name);
    const auto changed = store.setKeepsRoutes(login->id, keeps);
    if (!changed)
        return failed(changed);
    if (!*changed)
        return {};
    const QString action = keeps ? QStringLiteral("switch-login.cache") : QStringLiteral("switch-login.no-cache");
    return record(connection, me, action, *login, {}, described(*login));
}

/// Shut out first, and that committed: what is ended now cannot come back.
Result<SwitchLogin> shutOut(Connection &connection, SwitchLoginStore &store, const Identity &me, const QString &name)
{
    const auto login = connection.transact([&] { return setEnabled(connection, store, me, name, false); });
    if (!login)
        return login;
    if (const auto ended = endSessions([&] { return store.cut(login->id); }); !ended)
        return failed(ended);
    return login;
}

Result<void> takeAway(Connection &connection, SwitchLoginStore &store, const Identity &me, const SwitchLogin &login)
{
    const auto removed = store.remove(login.id);
    if (!removed)
        return failed(removed);
    if (!*removed)
        return gone(login.name);
    return record(connection, me, QStringLiteral("switch-login.remove"), login, described(login), {});
}

} // namespace

template <typename Body>
auto SwitchLoginService::manage(Body body)
{
    using Answer = std::invoke_result_t<Body, Connection &, SwitchLoginStore &, const Identity &>;
    return read(
        Permission::ManageUsers, [body = std::move(body)](Connection &connection, const Identity &me) -> Answer {
            auto store = SwitchLoginStore::open(connection);
            if (!store)
                return failed(store);
            if (!me.allProcesses)
                return fail(ErrorCode::Denied, Fault::NotPermitted);
            return body(connection, *store, me);
        });
}

QFuture<Result<std::vector<SwitchLogin>>> SwitchLoginService::list()
{
    return read(
        Permission::ManageUsers, [](Connection &connection, const Identity &) -> Result<std::vector<SwitchLogin>> {
            auto store = SwitchLoginStore::open(connection);
            if (!store)
                return failed(store);
            return store->list();
        });
}

QFuture<Result<SwitchAccess>> SwitchLoginService::make(QString name)
{
    return manage([name = std::move(name)](
                      Connection &connection, SwitchLoginStore &store, const Identity &me) -> Result<SwitchAccess> {
        const NewPassword password = newPassword();
        const auto login = connection.transact([&] { return add(connection, store, me, name, password.verifier); });
        if (!login)
            return failed(login);
        return accessOf(connection.address(), *login, password.text);
    });
}

QFuture<Result<SwitchAccess>> SwitchLoginService::rekey(QString name)
{
    return manage([name = std::move(name)](
                      Connection &connection, SwitchLoginStore &store, const Identity &me) -> Result<SwitchAccess> {
        const auto login = connection.transact([&] { return bar(connection, store, me, name); });
        if (!login)
            return failed(login);
        if (const auto ended = endSessions([&] { return store.cut(login->id); }); !ended)
            return failed(ended);
        const NewPassword password = newPassword();
        const auto given = store.rekey(login->id, password.verifier);
        if (!given)
            return failed(given);
        if (!*given)
            return gone(name);
        SwitchAccess access = accessOf(connection.address(), *login, password.text);
        access.sessionsLeft = !store.cut(login->id); // the password is told all the same: nobody can make it anew
        return access;
    });
}

QFuture<Result<void>> SwitchLoginService::setDisabled(QString name, bool disabled)
{
    return manage([name = std::move(name), disabled](
                      Connection &connection, SwitchLoginStore &store, const Identity &me) -> Result<void> {
        const auto login = disabled
            ? shutOut(connection, store, me, name)
            : connection.transact([&] { return setEnabled(connection, store, me, name, true); });
        if (!login)
            return failed(login);
        return {};
    });
}

QFuture<Result<void>> SwitchLoginService::setKeepsRoutes(QString name, bool keeps)
{
    return manage([name = std::move(name), keeps](
                      Connection &connection, SwitchLoginStore &store, const Identity &me) -> Result<void> {
        return connection.transact([&] { return changeKeeping(connection, store, me, name, keeps); });
    });
}

QFuture<Result<void>> SwitchLoginService::remove(QString name)
{
    return manage(
        [name = std::move(name)](Connection &connection, SwitchLoginStore &store, const Identity &me) -> Result<void> {
            const auto login = shutOut(connection, store, me, name);
            if (!login)
                return failed(login);
            return connection.transact([&] { return takeAway(connection, store, me, *login); });
        });
}

} // namespace callveil
