// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/people/people_service.h"

#include "domain/number/free_text.h"
#include "domain/people/password_rules.h"
#include "services/access/seal_keeper.h"
#include "services/base/text_check.h"
#include "services/people/fresh_keys.h"
#include "services/people/login_end.h"
#include "services/people/person_maker.h"
#include "services/people/seen_within.h"
#include "storage/people/certified.h"

namespace callveil {

namespace {

/// Takes all others away.
Result<void> keepProcesses(Connection &connection, PersonId person, const QList<ProcessId> &processes)
{
    const auto before = PersonStore(connection).processesOf(person);
    if (!before)
        return failed(before);
    for (const ProcessId process : *before)
        if (!processes.contains(process)) {
            const auto removed =
                connection.write("person.remove_process", {{":person", person.value}, {":process", process.value}});
            if (!removed)
                return failed(removed);
        }
    return {};
}

tl::unexpected<Error> ofService()
{
    return fail(ErrorCode::Denied, Fault::ServiceIdentity);
}

/// Somebody else than the caller, whom he may manage.
Result<Person> other(Connection &connection, const Identity &me, const QString &name)
{
    const auto person = PersonStore(connection).find(name);
    if (!person)
        return failed(person);
    if (!*person)
        return fail(ErrorCode::NotFound, Fault::PersonUnknown, {quotable(name)});
    if ((*person)->id == me.id) // nobody locks himself out, or makes more of himself
        return fail(ErrorCode::Denied, Fault::OwnPerson);
    const auto theirs = PersonStore(connection).processesOf((*person)->id);
    if (!theirs)
        return failed(theirs);
    const bool covered = me.allProcesses || (!(*person)->allProcesses && me.processes.contains(*theirs));
    if (!covered)
        return fail(ErrorCode::Denied, Fault::NotPermitted);
    if (const auto within = permissionsWithin(connection, me, (*person)->role); !within)
        return failed(within);
    return **person;
}

Result<void> changePerson(Connection &connection, const Identity &me, const QString &name, const PersonChange &change)
{
    const auto person = other(connection, me, name);
    if (!person)
        return failed(person);
    if (person->role == Role::Service || change.role == Role::Service)
        return ofService();
    const bool wider = change.allProcesses
        || std::any_of(change.processes.begin(), change.processes.end(), [&](ProcessId id) { return !me.sees(id); });
    if (wider && !me.allProcesses)
        return fail(ErrorCode::Denied, Fault::NotPermitted);
    PersonStore store(connection);
    const auto processes = store.processesOf(person->id);
    const auto permissions = permissionsWithin(connection, me, change.role);
    if (!processes)
        return failed(processes);
    if (!permissions)
        return failed(permissions);
    const QString before = described(person->role, person->allProcesses, processes->values());
    const QString after = described(change.role, change.allProcesses, change.processes);
    if (before == after)
        return {};
    // What he keeps is his all the time: a moment without it would take the keys of it.
    const QList<ProcessId> chosen = change.allProcesses ? QList<ProcessId>{} : change.processes;
    if (const auto done = addProcesses(connection, person->id, chosen); !done)
        return done;
    const auto changed = connection.write("person.change",
        {{":role", int(change.role)}, {":all_processes", change.allProcesses ? 1 : 0}, {":person", person->id.value}});
    if (!changed)
        return failed(changed);
    if (const auto done = keepProcesses(connection, person->id, chosen); !done)
        return done;
    if (const auto done = AccessStore(connection).setGroups(person->login, *permissions); !done)
        return done;
    if (const auto recorded =
            DeedLog(connection).append(me, {QStringLiteral("person.change"), objectOf(person->id), before, after, {}});
        !recorded)
        return recorded;
    const auto sealed = SealKeeper(connection, me).complete(person->id);
    if (!sealed)
        return failed(sealed);
    return {};
}

Result<void> endSignIns(Connection &connection, PersonId person)
{
    const auto open = connection.all(
        "person.open_sign_ins", {{":person", person.value}}, [](const Row &row) { return row.integer(0); });
    if (!open)
        return failed(open);
    for (const qint64 signIn : *open) {
        const auto ended = connection.write("person.end_other_sign_in", {{":sign_in", signIn}});
        if (!ended)
            return failed(ended);
    }
    return {};
}

Result<Roster> readRoster(Connection &connection, const Identity &me)
{
    PersonStore store(connection);
    auto people = store.list();
    auto processes = ProcessStore(connection).list();
    if (!people)
        return failed(people);
    if (!processes)
        return failed(processes);
    Roster roster;
    for (const Person &person : *people) {
        if (person.allProcesses)
            continue;
        auto own = store.processesOf(person.id);
        if (!own)
            return failed(own);
        roster.memberships.insert(person.id, std::move(*own));
    }
    std::erase_if(*processes, [&](const Process &process) { return !me.sees(process.id); });
    roster.people = std::move(*people);
    roster.processes = std::move(*processes);
    return roster;
}

Result<CreatedPerson> resetPerson(Connection &connection, const Identity &me, const QString &name)
{
    const auto person = other(connection, me, name);
    if (!person)
        return failed(person);
    if (person->role == Role::Service)
        return ofService();
    const auto fresh = FreshKeys::make(connection, me, name, {}, ageOf(*person, me.rootKey).value_or(0));
    if (!fresh)
        return failed(fresh);
    PersonStore store(connection);
    if (const auto done = store.replaceKeys(person->id, fresh->boxKey, fresh->signKey, fresh->certificate, fresh->blob);
        !done)
        return failed(done);
    if (const auto set = connection.write(
            "person.set_verifier", {{":login", person->login}, {":verifier", QString::fromLatin1(fresh->verifier)}});
        !set)
        return failed(set);
    if (!isDisabled(person->state)) // he may have been put out
        if (const auto enabled = connection.write("person.enable_login", {{":login", person->login}, {":enabled", 1}});
            !enabled)
            return failed(enabled);
    if (const auto ended = endSignIns(connection, person->id); !ended)
        return failed(ended);
    if (const auto recorded =
            DeedLog(connection).append(me, {QStringLiteral("person.reset"), objectOf(person->id), {}, {}, {}});
        !recorded)
        return failed(recorded);
    if (const auto sealed = SealKeeper(connection, me).complete(person->id); !sealed)
        return failed(sealed);
    return CreatedPerson{person->id, fresh->oneTimePassword};
}

Result<void> enablePerson(Connection &connection, const Identity &me, const QString &name, bool enabled)
{
    const auto person = other(connection, me, name);
    if (!person)
        return failed(person);
    PersonStore store(connection);
    if (const auto done = store.setState(person->id, disabledOrNot(person->state, !enabled)); !done)
        return done;
    const auto login =
        connection.write("person.enable_login", {{":login", person->login}, {":enabled", enabled ? 1 : 0}});
    if (!login)
        return failed(login);
    if (!enabled)
        if (const auto ended = endSignIns(connection, person->id); !ended)
            return ended;
    const QString action = enabled ? QStringLiteral("person.enable") : QStringLiteral("person.disable");
    if (const auto recorded = DeedLog(connection).append(me, {action, objectOf(person->id), {}, {}, {}}); !recorded)
        return recorded;
    const auto sealed = SealKeeper(connection, me).complete(person->id);
    if (!sealed)
        return failed(sealed);
    return {};
}

/// Runs `body` () -> Result<T> in a transaction that waits for others two seconds at most.
template <typename Body>
auto briefly(Connection &connection, Body body)
{
    using Answer = std::invoke_result_t<Body>;
    return connection.transact([&]() -> Answer {
        if (const auto brief = waitBriefly(connection); !brief)
            return failed(brief);
        return body();
    });
}

/// The same; when the person himself may keep it from being done, he is put out, and it is done then.
template <typename Body>
auto insist(Connection &connection, const Identity &me, const QString &name, Body body)
{
    using Answer = std::invoke_result_t<Body>;
    const Answer done = briefly(connection, body);
    if (done)
        return done;
    const auto person = other(connection, me, name);
    if (!person) // which may be why it failed
        return done;
    const auto held = isHeldByLogin(connection, done.error(), person->login);
    if (!held || !*held)
        return done;
    if (const auto out = putOut(connection, me, *person); !out)
        return Answer(failed(out));
    const Answer again = briefly(connection, body);
    return again ? again : Answer(tl::unexpected(afterPutOut(*person, again.error())));
}

} // namespace

QFuture<Result<std::vector<Person>>> PeopleService::list()
{
    return read([](Connection &connection, const Identity &) { return PersonStore(connection).list(); });
}

QFuture<Result<Roster>> PeopleService::roster()
{
    return read(
        Permission::ManageUsers, [](Connection &connection, const Identity &me) { return readRoster(connection, me); });
}

QFuture<Result<CreatedPerson>> PeopleService::create(NewPerson person)
{
    return Service::change(Permission::ManageUsers,
        [person = std::move(person)](Connection &connection, const Identity &me) -> Result<CreatedPerson> {
            if (person.role == Role::Service)
                return ofService();
            if (const auto fits = checkUserName(person.name); !fits)
                return failed(fits);
            if (isServiceName(person.name))
                return fail(ErrorCode::Conflict, Fault::NameTaken, {QStringLiteral("user"), person.name});
            const auto countries = countriesOf(connection);
            if (!countries)
                return failed(countries);
            if (const auto fits = checkLabel(person.displayName, QStringLiteral("name"), *countries); !fits)
                return failed(fits);
            if (!person.password.isEmpty())
                if (const auto fits = checkPassword(person.password, person.name); !fits)
                    return failed(fits);
            return makePerson(connection, me, person, QStringLiteral("person.create"));
        });
}

QFuture<Result<QSet<ProcessId>>> PeopleService::processesOf(PersonId person)
{
    return read(Permission::ManageUsers,
        [person](Connection &connection, const Identity &) { return PersonStore(connection).processesOf(person); });
}

QFuture<Result<void>> PeopleService::change(QString name, PersonChange change)
{
    return Service::change(Permission::ManageUsers,
        [name = std::move(name), change = std::move(change)](
            Connection &connection, const Identity &me) { return changePerson(connection, me, name, change); });
}

QFuture<Result<void>> PeopleService::setDisabled(QString name, bool disabled)
{
    return read(
        Permission::ManageUsers, [name = std::move(name), disabled](Connection &connection, const Identity &me) {
            const auto change = [&] { return enablePerson(connection, me, name, !disabled); };
            // Nobody is put out who is let in.
            return disabled ? insist(connection, me, name, change) : briefly(connection, change);
        });
}

QFuture<Result<CreatedPerson>> PeopleService::reset(QString name)
{
    return read(Permission::ManageUsers, [name = std::move(name)](Connection &connection, const Identity &me) {
        return insist(connection, me, name, [&] { return resetPerson(connection, me, name); });
    });
}

QFuture<Result<std::vector<OpenSignIn>>> PeopleService::signIns()
{
    return read(
        Permission::ManageUsers, [](Connection &connection, const Identity &) -> Result<std::vector<OpenSignIn>> {
            const auto now = connection.integer("operation.now");
            if (!now)
                return failed(now);
            return connection.all("person.sign_ins", {{":since", *now - seenWithinMs}}, [](const Row &row) {
                return OpenSignIn{
                    {row.integer(0)}, {row.integer(1)}, row.text(2), row.text(3), row.integer(4), row.integer(5)};
            });
        });
}

QFuture<Result<void>> PeopleService::endSignIn(SignInId signIn)
{
    return Service::change(
        Permission::ManageUsers, [signIn](Connection &connection, const Identity &me) -> Result<void> {
            const auto ended = connection.write("person.end_other_sign_in", {{":sign_in", signIn.value}});
            if (!ended)
                return failed(ended);
            return DeedLog(connection)
                .append(me,
                    {QStringLiteral("person.end-sign-in"), QStringLiteral("sign-in %1").arg(signIn.value), {}, {}, {}});
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
