// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "services/people/people_service.h"
#include "ui/texts/value_text.h"

#include <QJsonArray>

namespace callveil {

namespace {

int listPeople(Command &command, PeopleService &service)
{
    const auto people = service.list().result();
    if (!people)
        return command.refuse(people.error());
    QJsonArray documents;
    QList<QStringList> rows;
    for (const Person &person : *people) {
        const QString state = isDisabled(person.state)        ? QStringLiteral("disabled")
            : person.state == PersonState::MustChangePassword ? QStringLiteral("must change password")
                                                              : QStringLiteral("active");
        rows.append({person.name, person.displayName, roleText(person.role), state});
        documents.append(
            QJsonObject{{QStringLiteral("user"), person.name}, {QStringLiteral("name"), person.displayName},
                {QStringLiteral("role"), roleKey(person.role)}, {QStringLiteral("state"), state}});
    }
    if (command.wantsJson())
        command.printJson({{QStringLiteral("users"), documents}});
    else
        printTable(command.out(),
            {QStringLiteral("User"), QStringLiteral("Name"), QStringLiteral("Role"), QStringLiteral("State")}, rows);
    return Done;
}

} // namespace

int runUsers(Command &command)
{
    command.options().addOptions({
        {QStringLiteral("role"),
            QStringLiteral("administrator, supervisor, analyst, executive, group-manager or professional-agent"),
            QStringLiteral("ROLE"), QStringLiteral("analyst")},
        {QStringLiteral("name"), QStringLiteral("the person's name"), QStringLiteral("NAME")},
        {QStringLiteral("process"), QStringLiteral("belongs to this process only; may be repeated"),
            QStringLiteral("NAME")},
    });
    command.describe(
        QStringLiteral("list | add USER [--role ROLE] [--name NAME] [--process NAME]… | disable USER | enable USER"),
        QStringLiteral("Lists, adds, disables people. A new person gets a one-time password."));
    if (const auto ends = command.parse(1, 2))
        return *ends;
    const QString what = command.arguments().front();
    const bool lists = what == QLatin1String("list") && command.arguments().size() == 1;
    const bool changes = command.arguments().size() == 2
        && (what == QLatin1String("add") || what == QLatin1String("disable") || what == QLatin1String("enable"));
    if (!lists && !changes)
        return command.misuse(QStringLiteral("expected list, add USER, disable USER or enable USER"));
    const auto role = roleFromKey(command.value("role"));
    if (!role)
        return command.misuse(QStringLiteral("--role is none of the six roles"));
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    PeopleService service(**workspace);
    if (lists)
        return listPeople(command, service);
    const QString user = command.arguments().at(1);
    if (what != QLatin1String("add")) {
        const bool disables = what == QLatin1String("disable");
        const auto done = service.setDisabled(user, disables).result();
        if (!done)
            return command.refuse(done.error());
        command.tell({{QStringLiteral("user"), user}, {QStringLiteral("disabled"), disables}},
            disables ? QStringLiteral("%1 may not sign in any more.").arg(user)
                     : QStringLiteral("%1 may sign in again.").arg(user));
        return Done;
    }
    NewPerson person{user, command.value("name"), *role, !command.isSet("process"), {}, {}};
    for (const QString &name : command.options().values(QStringLiteral("process"))) {
        const auto process = processNamed(**workspace, name);
        if (!process)
            return command.refuse(process.error());
        person.processes.append(*process);
    }
    const auto created = service.create(person).result();
    if (!created)
        return command.refuse(created.error());
    command.tell({{QStringLiteral("user"), user}, {QStringLiteral("one_time_password"), created->oneTimePassword}},
        QStringLiteral("One-time password of %1: %2\nIt is shown only here and must be changed at the first sign-in in "
                       "the console.")
            .arg(user, created->oneTimePassword));
    return Done;
}

} // namespace callveil
