// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/people/role.h"

#include <QMap>
#include <QSet>
#include <QStringList>

namespace callveil {

/// The manual's page of rights (resources/help/rights.md), read as the tables that it prints: tests try each cell. Ends
/// the test program when a table is not as expected.
class RightsPage final {
public:
    struct PermissionLine {
        QString group; ///< empty: the database knows no group of it
        QSet<Role> roles; ///< those that have it by default
    };
    struct Relation {
        QString rows; ///< whose rows are seen: "processes", "own", "own *", "everybody", "none"
        QMap<Role, QString> rights; ///< letters of SIUD, a small one for some columns only
    };
    /// Whether a function may be called; if judged, it decides itself.
    enum class Call { No, Yes, Judged };

    RightsPage();

    [[nodiscard]] const QMap<Permission, PermissionLine> &permissions() const { return m_permissions; }
    [[nodiscard]] const QMap<QString, Relation> &relations() const { return m_relations; }
    [[nodiscard]] const QMap<QString, QMap<Role, Call>> &functions() const { return m_functions; }
    /// The columns of a small letter, by "relation action".
    [[nodiscard]] const QMap<QString, QStringList> &columns() const { return m_columns; }
    /// The groups that a role's people are in, as the first table says.
    [[nodiscard]] QStringList groupsOf(Role role) const;

private:
    void readPermissions(const QString &text);
    void readRelations(const QString &text);
    void readColumns(const QString &text);
    void readFunctions(const QString &text);

    QMap<Permission, PermissionLine> m_permissions;
    QMap<QString, Relation> m_relations;
    QMap<QString, QStringList> m_columns;
    QMap<QString, QMap<Role, Call>> m_functions;
};

/// As the page writes it: "Group Manager".
[[nodiscard]] QString roleTitle(Role role);

} // namespace callveil
