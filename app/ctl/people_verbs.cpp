// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "domain/number/free_text.h"
#include "services/people/people_service.h"
#include "ui/texts/value_text.h"

#include <QJsonArray>

#include <algorithm>

namespace callveil {

namespace {

int listPeople(Command &command, PeopleService &service)
{
    const auto roster = service.roster().result();
    if (!roster)
        return command.refuse(roster.error());
    QHash<ProcessId, QString> names;
    for (const Process &process : roster->processes)
        names.insert(process.id, process.name);
    QJsonArray documents;
    QList<QStringList> rows;
    for (const Person &person : roster->people) {
        QStringList processes;
        for (const ProcessId process : roster->memberships.value(person.id))
            processes.append(names.value(process, QStringLiteral("(another)")));
        processes.sort();
        const QString state = isDisabled(person.state)        ? QStringLiteral("disabled")
            : person.state == PersonState::MustChangePassword ? QStringLiteral("must change password")
                                                              : QStringLiteral("active");
        rows.append({person.name, person.displayName, roleText(person.role),
            person.allProcesses ? QStringLiteral("all") : processes.join(QStringLiteral(", ")), state});
        documents.append(QJsonObject{{QStringLiteral("user"), person.name},
            {QStringLiteral("name"), person.displayName}, {QStringLiteral("role"), roleKey(person.role)},
            {QStringLiteral("all_processes"), person.allProcesses},
            {QStringLiteral("processes"), QJsonArray::fromStringList(processes)}, {QStringLiteral("state"), state}});
    }
    if (command.wantsJson())
        command.printJson({{QStringLiteral("users"), documents}});
    else
        printTable(command.out(),
            {QStringLiteral("User"), QStringLiteral("Name"), QStringLiteral("Role"), QStringLiteral("Processes"),
                QStringLiteral("State")},
            rows);
    return Done;
}

int setDisabled(Command &command, PeopleService &service, const QString &user, bool disables)
{
    const auto done = service.setDisabled(user, disables).result();
    if (!done)
        return command.refuse(done.error());
    command.tell({{QStringLiteral("user"), user}, {QStringLiteral("disabled"), disables}},
        disables ? QStringLiteral("%1 may not sign in any more.").arg(user)
                 : QStringLiteral("%1 may sign in again.").arg(user));
    return Done;
}

/// The one place where a one-time password is told: standard output.
int tellPassword(Command &command, const QString &user, const Result<CreatedPerson> &created)
{
    if (!created)
        return command.refuse(created.error());
    command.tell({{QStringLiteral("user"), user}, {QStringLiteral("one_time_password"), created->oneTimePassword}},
        QStringLiteral(
            "One-time password of %1: %2\nIt is shown only here and must be changed at the first sign-in, in "
            "the console.")
            .arg(user, created->oneTimePassword));
    return Done;
}

int addPerson(Command &command, PeopleService &service, const QString &user, const QList<ProcessId> &processes)
{
    const Role role = roleFromKey(command.value("role")).value_or(Role::Analyst);
    const NewPerson person{user, command.value("name"), role, processes.isEmpty(), processes, {}};
    return tellPassword(command, user, service.create(person).result());
}

/// What is not given stays as it is.
int changePerson(Command &command, PeopleService &service, const QString &user, const QList<ProcessId> &processes)
{
    const auto roster = service.roster().result();
    if (!roster)
        return command.refuse(roster.error());
    const auto person = std::find_if(
        roster->people.begin(), roster->people.end(), [&](const Person &each) { return each.name == user; });
    if (person == roster->people.end())
        return command.refuse({ErrorCode::NotFound, Fault::PersonUnknown, {quotable(user)}, {}});
    PersonChange change{person->role, person->allProcesses, roster->memberships.value(person->id).values()};
    if (command.isSet("role"))
        change.role = *roleFromKey(command.value("role"));
    if (command.isSet("all-processes") || !processes.isEmpty()) {
        change.allProcesses = processes.isEmpty();
        change.processes = processes;
    }
    const auto done = service.change(user, change).result();
    if (!done)
        return command.refuse(done.error());
    command.tell({{QStringLiteral("user"), user}, {QStringLiteral("role"), roleKey(change.role)},
                     {QStringLiteral("all_processes"), change.allProcesses}},
        QStringLiteral("%1 was changed. What was gained shows at the next sign-in.").arg(user));
    return Done;
}

int listSignIns(Command &command, PeopleService &service)
{
    const auto signIns = service.signIns().result();
    if (!signIns)
        return command.refuse(signIns.error());
    QJsonArray documents;
    QList<QStringList> rows;
    for (const OpenSignIn &signIn : *signIns) {
        documents.append(
            QJsonObject{{QStringLiteral("sign_in"), signIn.id.value}, {QStringLiteral("user"), signIn.name},
                {QStringLiteral("console"), signIn.console}, {QStringLiteral("since"), isoTime(signIn.signedInAt)},
                {QStringLiteral("last_seen"), isoTime(signIn.lastSeenAt)},
                {QStringLiteral("own"), signIn.id.value == service.me()->signInId}});
        rows.append({QString::number(signIn.id.value), signIn.name, signIn.console, isoTime(signIn.signedInAt),
            isoTime(signIn.lastSeenAt)});
    }
    if (command.wantsJson())
        command.printJson({{QStringLiteral("sign_ins"), documents}});
    else
        printTable(command.out(),
            {QStringLiteral("Sign-in"), QStringLiteral("Person"), QStringLiteral("Console"), QStringLiteral("Since"),
                QStringLiteral("Last seen")},
            rows);
    return Done;
}

/// All sign-ins of a person but the one of this command, or one of them.
int signOut(Command &command, PeopleService &service, const QString &user)
{
    const auto signIns = service.signIns().result();
    if (!signIns)
        return command.refuse(signIns.error());
    int ended = 0;
    for (const OpenSignIn &signIn : *signIns) {
        const bool wanted = !command.isSet("sign-in") || QString::number(signIn.id.value) == command.value("sign-in");
        if (signIn.name != user || !wanted || signIn.id.value == service.me()->signInId)
            continue;
        if (const auto done = service.endSignIn(signIn.id).result(); !done)
            return command.refuse(done.error());
        ++ended;
    }
    if (ended == 0) {
        command.err() << "callveilctl: no such sign-in of " << user << " is open\n";
        command.err().flush();
        return Refused;
    }
    command.tell({{QStringLiteral("user"), user}, {QStringLiteral("ended"), ended}},
        QStringLiteral("Sign-ins of %1 that were ended: %2").arg(user).arg(ended));
    return Done;
}

void addOptions(Command &command)
{
    command.options().addOptions({
        {QStringLiteral("role"),
            QStringLiteral("administrator, supervisor, analyst, executive, group-manager or professional-agent; a new "
                           "person is an analyst without it"),
            QStringLiteral("ROLE")},
        {QStringLiteral("name"), QStringLiteral("the person's name"), QStringLiteral("NAME")},
        {QStringLiteral("process"), QStringLiteral("belongs to this process only; may be repeated"),
            QStringLiteral("NAME")},
        {QStringLiteral("all-processes"), QStringLiteral("change: belongs to all processes from now on")},
        {QStringLiteral("sign-in"), QStringLiteral("sign-out: this one only; sign-ins tells its number"),
            QStringLiteral("N")},
    });
    command.describe(QStringLiteral("list | add USER [--role ROLE] [--name NAME] [--process NAME]… |\n"
                                    "  change USER [--role ROLE] [--process NAME… | --all-processes] | disable USER | "
                                    "enable USER |\n  reset USER | sign-ins | sign-out USER [--sign-in N]"),
        QStringLiteral("Lists, adds, changes, disables and resets people, and ends their sign-ins. A new person, and "
                       "one who was reset, gets a one-time password on standard output."));
}

/// Options that this verb does not know would be left out in silence.
QString misusedOption(const Command &command, const QString &what)
{
    const bool adds = what == QLatin1String("add"), changes = what == QLatin1String("change");
    if (changes && !command.isSet("role") && !command.isSet("process") && !command.isSet("all-processes"))
        return QStringLiteral("change needs --role, --process or --all-processes");
    if (command.isSet("process") && command.isSet("all-processes"))
        return QStringLiteral("--process and --all-processes exclude each other");
    if (command.isSet("role") && !roleFromKey(command.value("role")))
        return QStringLiteral("--role is none of the six roles");
    const std::pair<const char *, bool> options[] = {{"role", adds || changes}, {"process", adds || changes},
        {"name", adds}, {"all-processes", changes}, {"sign-in", what == QLatin1String("sign-out")}};
    for (const auto &[option, fits] : options)
        if (command.isSet(option) && !fits)
            return QStringLiteral("--%1 has no meaning with %2").arg(QLatin1String(option), what);
    return {};
}

} // namespace

int runUsers(Command &command)
{
    addOptions(command);
    if (const auto ends = command.parse(1, 2))
        return *ends;
    const QString what = command.arguments().front();
    const QString user = command.arguments().value(1);
    const QStringList lists{QStringLiteral("list"), QStringLiteral("sign-ins")};
    const QStringList changes{QStringLiteral("add"), QStringLiteral("change"), QStringLiteral("disable"),
        QStringLiteral("enable"), QStringLiteral("reset"), QStringLiteral("sign-out")};
    if (!(user.isEmpty() ? lists : changes).contains(what))
        return command.misuse(QStringLiteral("expected %1, or one of %2 with USER")
                                  .arg(lists.join(QStringLiteral(", ")), changes.join(QStringLiteral(", "))));
    if (const QString misused = misusedOption(command, what); !misused.isEmpty())
        return command.misuse(misused);
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    PeopleService service(**workspace);
    const auto processes = chosenProcesses(command, **workspace);
    if (!processes)
        return command.refuse(processes.error());
    if (user.isEmpty())
        return what == QLatin1String("list") ? listPeople(command, service) : listSignIns(command, service);
    if (what == QLatin1String("add"))
        return addPerson(command, service, user, *processes);
    if (what == QLatin1String("change"))
        return changePerson(command, service, user, *processes);
    if (what == QLatin1String("reset"))
        return tellPassword(command, user, service.reset(user).result());
    if (what == QLatin1String("sign-out"))
        return signOut(command, service, user);
    return setDisabled(command, service, user, what == QLatin1String("disable"));
}

} // namespace callveil
