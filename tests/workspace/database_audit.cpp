// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/database_audit.h"

#include "storage/audit/deed_log.h"
#include "storage/crypto/sodium.h"
#include "workspace/day_sums.h"

#include <QHash>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlField>
#include <QSqlQuery>
#include <QSqlRecord>

namespace callveil {

namespace {

/// Each must answer 0.
struct Rule {
    const char *what;
    const char *sql;
};

constexpr Rule rules[] = {
    {"legs that no session counts",
        "SELECT (SELECT COALESCE(SUM(legs), 0) FROM call_session) - "
        "(SELECT COUNT(*) FROM call_leg)"},
    {"sessions with another number of legs",
        "SELECT COUNT(*) FROM call_session s LEFT JOIN (SELECT session_id, COUNT(*) AS n FROM call_leg "
        "GROUP BY session_id) l ON l.session_id = s.id WHERE COALESCE(l.n, 0) <> s.legs"},
    {"sessions that cost another amount than their legs",
        "SELECT COUNT(*) FROM (SELECT s.cost_micros AS one, s.rated_legs AS rated, COUNT(l.cost_micros) AS counted, "
        "CASE WHEN MIN(l.currency) = MAX(l.currency) THEN SUM(l.cost_micros) END AS other FROM call_session s "
        "JOIN call_leg l ON l.session_id = s.id GROUP BY s.id, s.cost_micros, s.rated_legs) x "
        "WHERE COALESCE(one, -1) <> COALESCE(other, -1) OR rated <> counted"},
    {"rows imported without a leg", "SELECT (SELECT COUNT(*) FROM import_row) - (SELECT COUNT(*) FROM call_leg)"},
    {"links without a session",
        "SELECT COUNT(*) FROM session_link WHERE session_id NOT IN (SELECT id FROM call_session)"},
    {"customers' numbers missing in the vault",
        "SELECT COUNT(*) FROM call_leg WHERE customer_number <> 0 AND customer_number NOT IN (SELECT id FROM number)"},
    {"agents' numbers missing in the vault",
        "SELECT COUNT(*) FROM call_leg WHERE agent_number <> 0 AND agent_number NOT IN (SELECT id FROM number)"},
    {"numbers without an epoch", "SELECT COUNT(*) FROM number WHERE epoch_id NOT IN (SELECT id FROM epoch)"},
    {"epochs without a number", "SELECT COUNT(*) FROM epoch WHERE id NOT IN (SELECT epoch_id FROM number)"},
    {"numbers without an index", "SELECT COUNT(*) FROM number WHERE id NOT IN (SELECT number_id FROM number_index)"},
    {"index entries without a number",
        "SELECT COUNT(*) FROM number_index WHERE number_id NOT IN (SELECT id FROM number)"},
    {"shapes counted otherwise than the legs",
        "SELECT (SELECT COALESCE(SUM(numbers), 0) FROM shape_count) - "
        "(SELECT COUNT(*) FROM call_leg WHERE customer_kind = 1)"},
    {"batches and legs", "SELECT (SELECT COALESCE(SUM(legs), 0) FROM import_batch) - (SELECT COUNT(*) FROM call_leg)"},
    {"batches and deeds",
        "SELECT (SELECT COUNT(*) FROM import_batch WHERE format <> 'switch') - "
        "(SELECT COUNT(*) FROM deed WHERE action = 'import.publish')"},
    {"revisions and deeds",
        "SELECT (SELECT COUNT(*) FROM policy_revision WHERE revision > 1) - "
        "(SELECT COUNT(*) FROM deed WHERE action = 'policy.apply')"},
    {"revisions without their deed",
        "SELECT COUNT(*) FROM policy_revision r WHERE r.revision > 1 AND 1 <> (SELECT COUNT(*) FROM deed d "
        "WHERE d.action = 'policy.apply' AND d.object = 'process ' || CAST(r.process_id AS VARCHAR(20)) "
        "AND d.after LIKE '%; revision ' || CAST(r.revision AS VARCHAR(20)) || ';%')"},
};

constexpr Rule amounts[] = {
    {"sessions", "SELECT COUNT(*) FROM call_session"},
    {"legs", "SELECT COUNT(*) FROM call_leg"},
    {"rows", "SELECT COUNT(*) FROM import_row"},
    {"links", "SELECT COUNT(*) FROM session_link"},
    {"numbers", "SELECT COUNT(*) FROM number"},
    {"number index", "SELECT COUNT(*) FROM number_index"},
    {"epochs", "SELECT COUNT(*) FROM epoch"},
    {"batches", "SELECT COUNT(*) FROM import_batch"},
    {"sessions of the days", "SELECT COALESCE(SUM(sessions), 0) FROM call_day WHERE sort = 0"},
    {"legs of the days", "SELECT COALESCE(SUM(legs), 0) FROM call_day WHERE sort = 0"},
    {"seconds of the days", "SELECT COALESCE(SUM(billable_seconds), 0) FROM call_day WHERE sort = 0"},
    {"shapes", "SELECT COALESCE(SUM(numbers), 0) FROM shape_count"},
    {"revisions", "SELECT COUNT(*) FROM policy_revision"},
    {"deeds", "SELECT COUNT(*) FROM deed"},
};

QString nextName()
{
    static int counter = 0;
    return QStringLiteral("audit-%1").arg(++counter);
}

DeedEntry readEntry(const QSqlQuery &query)
{
    const auto text = [&query](int column) { return query.value(column).toString(); };
    DeedEntry entry{{query.value(0).toLongLong()}, query.value(1).toLongLong(),
        {text(2), text(3), text(4), text(5), text(6)}, query.value(7).toLongLong(), text(8), {}, {}, {}};
    entry.previous = query.value(9).toByteArray();
    entry.hash = query.value(10).toByteArray();
    entry.signature = query.value(11).toByteArray();
    return entry;
}

} // namespace

DatabaseAudit::DatabaseAudit(const DatabaseAddress &address, const QString &superuserPassword)
    : m_embedded(address.engine == Engine::Sqlite), m_name(nextName()),
      m_database(std::make_unique<QSqlDatabase>(
          QSqlDatabase::addDatabase(m_embedded ? QStringLiteral("QSQLITE") : QStringLiteral("QPSQL"), m_name)))
{
    m_database->setDatabaseName(m_embedded ? address.file : address.database);
    if (!m_embedded) {
        m_database->setHostName(address.host);
        m_database->setPort(address.port);
        m_database->setUserName(QStringLiteral("postgres"));
        m_database->setPassword(superuserPassword);
        m_database->setConnectOptions(QStringLiteral("application_name=audit"));
    }
    if (!m_database->open())
        qFatal("cannot look at the database: %s", qPrintable(m_database->lastError().text()));
    if (!m_embedded)
        run(QStringLiteral("SET search_path TO cv, cv_vault, cv_audit, cv_stage"));
}

DatabaseAudit::~DatabaseAudit()
{
    m_database.reset();
    QSqlDatabase::removeDatabase(m_name);
}

qint64 DatabaseAudit::integer(const QString &sql) const
{
    QSqlQuery query(*m_database);
    if (!query.exec(sql) || !query.next())
        qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
    return query.value(0).toLongLong();
}

void DatabaseAudit::run(const QString &sql) const
{
    QSqlQuery query(*m_database);
    if (!query.exec(sql))
        qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
}

QStringList DatabaseAudit::tables() const
{
    QStringList names;
    QSqlQuery query(*m_database);
    query.exec(m_embedded
            ? QStringLiteral("SELECT name FROM sqlite_master WHERE type = 'table'")
            : QStringLiteral("SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname LIKE 'cv%'"));
    while (query.next())
        names.append(query.value(0).toString());
    return names;
}

QMap<QString, QByteArray> DatabaseAudit::columns() const
{
    QMap<QString, QByteArray> all;
    for (const QString &table : tables()) {
        QSqlQuery query(*m_database);
        query.setForwardOnly(true);
        query.exec(QStringLiteral("SELECT * FROM ") + table);
        while (query.next())
            for (int i = 0; i < query.record().count(); ++i)
                all[table.section(u'.', -1) + u'.' + query.record().fieldName(i)] +=
                    query.value(i).toByteArray() + '\n';
    }
    return all;
}

DatabaseAudit::Counts DatabaseAudit::counts() const
{
    Counts counts;
    for (const Rule &amount : amounts)
        counts.insert(QLatin1String(amount.what), integer(QLatin1String(amount.sql)));
    return counts;
}

QStringList DatabaseAudit::faults() const
{
    QStringList faults;
    if (m_embedded)
        addSqliteFaults(faults);
    for (const Rule &rule : rules)
        if (const qint64 value = integer(QLatin1String(rule.sql)); value != 0)
            faults.append(QStringLiteral("%1: %2").arg(QLatin1String(rule.what)).arg(value));
    for (const QString &sums : {differingCallDays(), differingCosts(), differingRecharges()})
        if (const qint64 value = integer(sums); value != 0)
            faults.append(QStringLiteral("sums by day that are not those of the calls: %1").arg(value));
    addDeedFaults(faults);
    return faults;
}

void DatabaseAudit::addSqliteFaults(QStringList &faults) const
{
    QSqlQuery query(*m_database);
    if (!query.exec(QStringLiteral("PRAGMA integrity_check")) || !query.next()
        || query.value(0).toString() != QLatin1String("ok"))
        faults.append(QStringLiteral("integrity check: ") + query.value(0).toString());
    if (!query.exec(QStringLiteral("PRAGMA foreign_key_check")) || query.next())
        faults.append(QStringLiteral("foreign keys are violated"));
}

void DatabaseAudit::addDeedFaults(QStringList &faults) const
{
    QHash<qint64, QByteArray> keys, heads;
    QSqlQuery query(*m_database);
    query.exec(QStringLiteral("SELECT id, sign_key FROM person"));
    while (query.next())
        keys.insert(query.value(0).toLongLong(), query.value(1).toByteArray());
    QHash<qint64, DeedEntry> last;
    query.exec(
        QStringLiteral("SELECT actor_id, seq, action, object, before, after, reason, at, console, previous, hash, "
                       "signature FROM deed ORDER BY actor_id, seq"));
    while (query.next()) {
        const DeedEntry entry = readEntry(query);
        const auto before = last.constFind(entry.actor.value);
        const bool first = before == last.constEnd();
        const bool follows = entry.seq == (first ? 1 : before->seq + 1)
            && entry.previous == (first ? QByteArray(32, '\0') : before->hash);
        if (!follows || entry.hash != DeedLog::hashOf(entry)
            || !verifySignature(entry.hash, entry.signature, keys.value(entry.actor.value)))
            faults.append(QStringLiteral("the record of deeds breaks at %1").arg(entry.seq));
        last.insert(entry.actor.value, entry);
    }
    query.exec(QStringLiteral("SELECT actor_id, hash FROM deed_head"));
    while (query.next())
        heads.insert(query.value(0).toLongLong(), query.value(1).toByteArray());
    for (auto it = last.constBegin(); it != last.constEnd(); ++it)
        if (heads.value(it.key()) != it->hash)
            faults.append(QStringLiteral("the head of the record is another entry"));
    if (heads.size() != last.size())
        faults.append(QStringLiteral("heads without deeds"));
}

QString DatabaseAudit::differences(const Counts &before, const Counts &after)
{
    QStringList lines;
    for (auto it = after.constBegin(); it != after.constEnd(); ++it)
        if (before.value(it.key()) != it.value())
            lines.append(QStringLiteral("%1: %2 -> %3").arg(it.key()).arg(before.value(it.key())).arg(it.value()));
    return lines.join(QLatin1String(", "));
}

} // namespace callveil
