// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "services/access/access_service.h"
#include "ui/texts/value_text.h"

#include <QJsonArray>

namespace callveil {

namespace {

void addProcessOption(Command &command, const QString &text)
{
    command.options().addOptions({{QStringLiteral("process"), text, QStringLiteral("NAME")}});
}

int listGrants(Command &command, AccessService &service)
{
    const auto grants = service.grants().result();
    if (!grants)
        return command.refuse(grants.error());
    QJsonArray documents;
    QList<QStringList> rows;
    for (const GrantLine &grant : *grants) {
        documents.append(QJsonObject{{QStringLiteral("role"), roleKey(grant.role)},
            {QStringLiteral("process"), grant.process.isSet() ? QJsonValue(grant.processName) : QJsonValue()},
            {QStringLiteral("granted_by"), grant.by}, {QStringLiteral("since"), isoTime(grant.since)},
            {QStringLiteral("people"), QJsonArray::fromStringList(grant.people)},
            {QStringLiteral("waiting"), grant.waiting}});
        rows.append({roleText(grant.role), grant.process.isSet() ? grant.processName : QStringLiteral("all"), grant.by,
            isoTime(grant.since), QString::number(grant.waiting), grant.people.join(QStringLiteral(", "))});
    }
    if (command.wantsJson())
        command.printJson({{QStringLiteral("grants"), documents}});
    else
        printTable(command.out(),
            {QStringLiteral("Role"), QStringLiteral("Process"), QStringLiteral("Granted by"), QStringLiteral("Since"),
                QStringLiteral("Waiting"), QStringLiteral("People")},
            rows);
    return Done;
}

int completeGrants(Command &command, AccessService &service)
{
    const auto given = service.completeWaiting().result();
    if (!given)
        return command.refuse(given.error());
    command.tell(
        {{QStringLiteral("given"), given->served}}, QStringLiteral("People who got their keys: %1").arg(given->served));
    return given->refusals.empty() ? Done : command.refuse(given->refusals.front());
}

int grantTo(Command &command, Workspace &workspace, Role role)
{
    const auto processes = chosenProcesses(command, workspace);
    if (!processes)
        return command.refuse(processes.error());
    const auto outcome = AccessService(workspace).grant(role, *processes).result();
    if (!outcome)
        return command.refuse(outcome.error());
    command.tell({{QStringLiteral("role"), roleKey(role)}, {QStringLiteral("given"), outcome->given},
                     {QStringLiteral("waiting"), outcome->waiting}},
        QStringLiteral("Granted to the role %1. Got the key: %2. Wait for somebody who holds the numbers: %3.")
            .arg(roleText(role))
            .arg(outcome->given)
            .arg(outcome->waiting));
    return Done;
}

int misusedRole(Command &command)
{
    return command.misuse(QStringLiteral("the role is one of administrator, supervisor, analyst, executive, "
                                         "group-manager and professional-agent"));
}

} // namespace

int runGrant(Command &command)
{
    addProcessOption(command, QStringLiteral("grant this process's numbers only; may be repeated"));
    command.options().addOptions({
        {QStringLiteral("list"), QStringLiteral("show what is granted, and who views numbers by it")},
        {QStringLiteral("complete"), QStringLiteral("give the keys that you hold to everybody who waits for them")},
    });
    command.describe(QStringLiteral("ROLE [--process NAME]… | --list | --complete"),
        QStringLiteral("Lets the people of a role view actual numbers, of all processes or of some."));
    if (const auto ends = command.parse(0, 1))
        return *ends;
    const QStringList arguments = command.arguments();
    const int ways = int(arguments.size()) + int(command.isSet("list")) + int(command.isSet("complete"));
    if (ways != 1 || (arguments.isEmpty() && command.isSet("process")))
        return command.misuse(QStringLiteral("expected ROLE [--process NAME]…, --list or --complete"));
    const auto role = roleFromKey(arguments.value(0));
    if (!arguments.isEmpty() && !role)
        return misusedRole(command);
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    if (role)
        return grantTo(command, **workspace, *role);
    AccessService service(**workspace);
    return command.isSet("list") ? listGrants(command, service) : completeGrants(command, service);
}

int runRevoke(Command &command)
{
    addProcessOption(command, QStringLiteral("the grant for this process; left out, the one for all processes"));
    command.describe(QStringLiteral("ROLE [--process NAME]"),
        QStringLiteral("Takes actual numbers from the people of a role, within 5 seconds."));
    if (const auto ends = command.parse(1, 1))
        return *ends;
    const auto role = roleFromKey(command.arguments().front());
    if (!role)
        return misusedRole(command);
    if (command.options().values(QStringLiteral("process")).size() > 1)
        return command.misuse(QStringLiteral("one grant is revoked at a time: give --process once"));
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    const auto processes = chosenProcesses(command, **workspace);
    if (!processes)
        return command.refuse(processes.error());
    AccessService service(**workspace);
    const auto revoked = service.revoke(*role, processes->value(0)).result();
    if (!revoked)
        return command.refuse(revoked.error());
    const auto due = service.rotations().result();
    if (!due)
        return command.refuse(due.error());
    command.tell({{QStringLiteral("role"), roleKey(*role)}, {QStringLiteral("rotations_due"), qint64(due->size())}},
        QStringLiteral("Revoked from the role %1. Vaults that are due for a new key: %2.")
            .arg(roleText(*role))
            .arg(due->size()));
    return Done;
}

} // namespace callveil
