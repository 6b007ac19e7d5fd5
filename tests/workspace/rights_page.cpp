// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/rights_page.h"

#include <QFile>

namespace callveil {

namespace {

const QString nothing = QStringLiteral("–");

/// The cells of the first table after a heading, without the lines of titles and dashes. The titles must end with the
/// roles.
QList<QStringList> tableOf(const QString &text, const QString &heading, int columns)
{
    QList<QStringList> lines;
    const qsizetype start = text.indexOf(QStringLiteral("\n## %1\n").arg(heading));
    if (start < 0)
        qFatal("the page has no chapter %s", qPrintable(heading));
    for (const QString &line : text.mid(start).split(u'\n')) {
        if (!line.startsWith(u'|')) {
            if (!lines.isEmpty())
                break;
            continue;
        }
        QStringList cells = line.mid(1, line.lastIndexOf(u'|') - 1).split(u'|');
        for (QString &cell : cells)
            cell = cell.trimmed();
        if (cells.size() != columns)
            qFatal("this line of %s has too many or too few cells: %s", qPrintable(heading), qPrintable(line));
        lines.append(cells);
    }
    const QStringList titles = lines.value(0);
    for (std::size_t i = 0; i < allRoles.size() && columns > int(allRoles.size()); ++i)
        if (titles.value(columns - int(allRoles.size()) + int(i)) != roleTitle(allRoles[i]))
            qFatal("the roles of %s stand in another order", qPrintable(heading));
    return lines.mid(2);
}

QString unquoted(QString cell)
{
    return cell.remove(u'`');
}

QMap<Role, QString> byRole(const QStringList &cells)
{
    QMap<Role, QString> rights;
    for (std::size_t i = 0; i < allRoles.size(); ++i)
        rights.insert(allRoles[i], cells.at(cells.size() - int(allRoles.size()) + int(i)));
    return rights;
}

Permission permissionOf(const QString &words)
{
    for (const Permission permission : allPermissions)
        if (permissionKey(permission).replace(u'-', u' ') == words)
            return permission;
    qFatal("no permission is called %s", qPrintable(words));
}

} // namespace

QString roleTitle(Role role)
{
    QStringList words = roleKey(role).split(u'-');
    for (QString &word : words)
        word[0] = word[0].toUpper();
    return words.join(u' ');
}

RightsPage::RightsPage()
{
    QFile file(QStringLiteral(SOURCE_FOLDER "/resources/help/rights.md"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(file.fileName()));
    const QString text = QString::fromUtf8(file.readAll());
    readPermissions(text);
    readRelations(text);
    readColumns(text);
    readFunctions(text);
}

QStringList RightsPage::groupsOf(Role role) const
{
    QStringList groups;
    for (const PermissionLine &line : m_permissions)
        if (line.roles.contains(role) && !line.group.isEmpty())
            groups.append(line.group);
    groups.sort();
    return groups;
}

void RightsPage::readPermissions(const QString &text)
{
    for (const QStringList &cells : tableOf(text, QStringLiteral("How rights come about"), 8)) {
        PermissionLine line;
        line.group = cells.at(1) == nothing ? QString() : unquoted(cells.at(1));
        const QMap<Role, QString> rights = byRole(cells);
        for (const Role role : allRoles)
            if (rights.value(role) == QLatin1String("yes"))
                line.roles.insert(role);
            else if (rights.value(role) != nothing)
                qFatal("what does %s mean?", qPrintable(rights.value(role)));
        m_permissions.insert(permissionOf(cells.at(0)), line);
    }
}

void RightsPage::readRelations(const QString &text)
{
    for (const QStringList &cells : tableOf(text, QStringLiteral("Tables and views"), 9)) {
        Relation relation{cells.at(2), byRole(cells)};
        for (QString &rights : relation.rights)
            rights = rights == nothing ? QString() : rights.remove(u' ');
        if (m_relations.contains(unquoted(cells.at(0))))
            qFatal("%s has two lines", qPrintable(cells.at(0)));
        m_relations.insert(unquoted(cells.at(0)), relation);
    }
}

void RightsPage::readColumns(const QString &text)
{
    for (const QStringList &cells : tableOf(text, QStringLiteral("Columns"), 3))
        m_columns.insert(unquoted(cells.at(0)) + u' ' + cells.at(1), unquoted(cells.at(2)).split(QStringLiteral(", ")));
}

void RightsPage::readFunctions(const QString &text)
{
    for (const QStringList &cells : tableOf(text, QStringLiteral("Functions"), 8)) {
        QMap<Role, Call> calls;
        const QMap<Role, QString> rights = byRole(cells);
        for (const Role role : allRoles) {
            const QString right = rights.value(role);
            if (right == QLatin1String("yes"))
                calls.insert(role, Call::Yes);
            else if (right == QLatin1String("judged"))
                calls.insert(role, Call::Judged);
            else if (right == nothing)
                calls.insert(role, Call::No);
            else
                qFatal("what does %s mean?", qPrintable(right));
        }
        if (m_functions.contains(unquoted(cells.at(0))))
            qFatal("%s has two lines", qPrintable(cells.at(0)));
        m_functions.insert(unquoted(cells.at(0)), calls);
    }
}

} // namespace callveil
