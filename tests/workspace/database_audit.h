// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database/database_address.h"

#include <QMap>
#include <QStringList>

#include <memory>

class QSqlDatabase;

namespace callveil {

/// Looks at a database behind the services' back, with SQL of its own: what is in it, and whether everything in it
/// agrees. Opens a connection for as long as it lives.
class DatabaseAudit final {
public:
    using Counts = QMap<QString, qint64>;

    /// On a server the address's user is a superuser.
    DatabaseAudit(const DatabaseAddress &address, const QString &superuserPassword);
    ~DatabaseAudit();
    DatabaseAudit(const DatabaseAudit &) = delete;
    DatabaseAudit &operator=(const DatabaseAudit &) = delete;

    /// One integer that a statement answers.
    [[nodiscard]] qint64 integer(const QString &sql) const;
    void run(const QString &sql) const;
    /// Everything that each text or bytes column of each table holds: "schema.table.column" -> values, joined.
    [[nodiscard]] QMap<QString, QByteArray> columns() const;

    /// How much there is of everything that an import or a policy adds.
    [[nodiscard]] Counts counts() const;
    /// What does not agree: damaged pages, dangling references, roll-ups that differ from a full scan, a broken record
    /// of deeds. Empty when all is well.
    [[nodiscard]] QStringList faults() const;
    /// What counts differ, for a test's message.
    [[nodiscard]] static QString differences(const Counts &before, const Counts &after);

private:
    void addSqliteFaults(QStringList &faults) const;
    void addDeedFaults(QStringList &faults) const;
    [[nodiscard]] QStringList tables() const;

    bool m_embedded;
    QString m_name;
    std::unique_ptr<QSqlDatabase> m_database;
};

} // namespace callveil
