// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/platform/emergency_store.h"

#include "storage/processes/process_store.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace callveil {

Result<std::vector<EmergencyRow>> EmergencyStore::list()
{
    return m_connection.all("emergency.list", {}, [](const Row &row) {
        return EmergencyRow{{row.text(0), row.text(1)}, {row.integer(2)}, row.text(3), row.integer(4)};
    });
}

Result<qint64> EmergencyStore::count(const QString &country)
{
    return m_connection.integer("emergency.count", {{":country", country}});
}

Result<QStringList> EmergencyStore::missing()
{
    QStringList countries;
    const auto read =
        m_connection.forEach("emergency.missing", {}, [&](const Row &row) { countries.append(row.text(0)); });
    if (!read)
        return failed(read);
    return countries;
}

Result<qint64> EmergencyStore::prefill(const QString &country, const QStringList &digits)
{
    const QByteArray numbers = QJsonDocument(QJsonArray::fromStringList(digits)).toJson(QJsonDocument::Compact);
    qint64 added = 0; // a server answers the count, a file a row for each
    const auto done =
        m_connection.forEach("emergency.prefill", {{":country", country}, {":numbers", QString::fromLatin1(numbers)}},
            [&](const Row &row) { added += row.integer(0); });
    if (!done)
        return failed(done);
    return added;
}

Result<void> EmergencyStore::add(const EmergencyNumber &number, PersonId by)
{
    const auto now = m_connection.integer("operation.now");
    if (!now)
        return failed(now);
    const auto added = m_connection.write("emergency.add",
        {{":country", number.country}, {":digits", number.digits}, {":person", by.value}, {":now", *now}});
    if (!added)
        return tl::unexpected(nameTaken(added.error(), QStringLiteral("digits"), number.digits));
    return {};
}

Result<bool> EmergencyStore::remove(const EmergencyNumber &number)
{
    const auto removed =
        m_connection.write("emergency.remove", {{":country", number.country}, {":digits", number.digits}});
    if (!removed)
        return failed(removed);
    return *removed > 0;
}

} // namespace callveil
