// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/people/person_effects.h"

#include "ui/texts/value_text.h"

#include <QCoreApplication>

#include <functional>

namespace callveil {

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("PersonEffects", source);
}

bool belongs(const PersonChange &person, ProcessId process)
{
    return person.allProcesses || person.processes.contains(process);
}

bool views(const RightsBook &book, const PersonChange &person, ProcessId process)
{
    return belongs(person, process) && std::any_of(book.grants.begin(), book.grants.end(), [&](const GrantLine &grant) {
        return grant.role == person.role && (!grant.process.isSet() || grant.process == process);
    });
}

QStringList permissionsBeyond(const RightsBook &book, Role role, Role other)
{
    QStringList names;
    for (const Permission permission : allPermissions)
        if (book.grid.value(role).contains(permission) && !book.grid.value(other).contains(permission))
            names.append(permissionText(permission));
    return names;
}

using Holds = bool (*)(const RightsBook &, const PersonChange &, ProcessId);

/// The processes of which this holds for `person` and not for `other`, as one text.
QString processesBeyond(const RightsBook &book, const PersonChange &person, const PersonChange &other, Holds holds)
{
    QStringList names;
    for (const Process &process : book.roster.processes)
        if (!process.archivedAt && holds(book, person, process.id) && !holds(book, other, process.id))
            names.append(process.name);
    return names.join(text(QT_TRANSLATE_NOOP("PersonEffects", ", ")));
}

/// What `person` has and `other` has not.
QStringList beyond(const RightsBook &book, const PersonChange &person, const PersonChange &other)
{
    QStringList lines = permissionsBeyond(book, person.role, other.role);
    const auto isMember = [](const RightsBook &, const PersonChange &who, ProcessId id) { return belongs(who, id); };
    const QString processes = processesBeyond(book, person, other, isMember);
    const QString numbers = processesBeyond(book, person, other, &views);
    if (!processes.isEmpty())
        lines.append(text(QT_TRANSLATE_NOOP("PersonEffects", "the processes %1")).arg(processes));
    if (person.allProcesses && !other.allProcesses)
        lines.append(text(QT_TRANSLATE_NOOP("PersonEffects", "processes that are made later")));
    if (!numbers.isEmpty())
        lines.append(text(QT_TRANSLATE_NOOP("PersonEffects", "the actual numbers of %1")).arg(numbers));
    return lines;
}

} // namespace

QString numbersViewed(const RightsBook &book, const PersonChange &person)
{
    return processesBeyond(book, person, {person.role, false, {}}, &views);
}

PersonEffects effectsOf(const RightsBook &book, const PersonChange &before, const PersonChange &after)
{
    return {beyond(book, after, before), beyond(book, before, after)};
}

} // namespace callveil
