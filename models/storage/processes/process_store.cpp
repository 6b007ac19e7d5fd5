// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/processes/process_store.h"

#include "storage/database/written.h"

namespace callveil {

namespace {

const QString nameField = QStringLiteral("name");

} // namespace

QString nameKey(const QString &name)
{
    return name.simplified().toCaseFolded();
}

Error nameTaken(const Error &error, const QString &field, const QString &name)
{
    if (error.code != ErrorCode::Conflict)
        return error;
    return {ErrorCode::Conflict, Fault::NameTaken, {field, name}, error.detail};
}

Result<std::vector<Process>> ProcessStore::list()
{
    return m_connection.all("process.list", {}, [](const Row &row) {
        return Process{{row.integer(0)}, row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), row.text(6),
            row.maybe(7)};
    });
}

Result<QStringList> ProcessStore::countries()
{
    const auto processes = list();
    if (!processes)
        return failed(processes);
    QStringList countries;
    for (const Process &process : *processes)
        countries.append(process.country);
    countries.removeDuplicates();
    return countries;
}

Result<std::optional<Process>> ProcessStore::find(ProcessId process)
{
    const auto all = list();
    if (!all)
        return failed(all);
    for (const Process &candidate : *all)
        if (candidate.id == process)
            return candidate;
    return std::optional<Process>();
}

Result<ProcessId> ProcessStore::insert(const Process &p)
{
    const auto now = m_connection.integer("operation.now");
    if (!now)
        return failed(now);
    const auto id = m_connection.integer("process.insert",
        {{":name", p.name.simplified()}, {":name_key", nameKey(p.name)}, {":country", p.country},
            {":time_zone", p.timeZone}, {":account", p.account}, {":project", p.project},
            {":default_caller_id", p.defaultCallerId}, {":now", *now}});
    if (!id)
        return tl::unexpected(nameTaken(id.error(), nameField, p.name));
    return ProcessId{*id};
}

Result<void> ProcessStore::update(const Process &p)
{
    const auto written = m_connection.write("process.update",
        {{":name", p.name.simplified()}, {":name_key", nameKey(p.name)}, {":country", p.country},
            {":time_zone", p.timeZone}, {":account", p.account}, {":project", p.project},
            {":default_caller_id", p.defaultCallerId}, {":process", p.id.value}});
    if (!written)
        return tl::unexpected(nameTaken(written.error(), nameField, p.name));
    return {};
}

Result<QVariant> ProcessStore::archiveTime(bool archived)
{
    if (!archived)
        return QVariant(QMetaType::fromType<qint64>());
    const auto now = m_connection.integer("operation.now");
    if (!now)
        return failed(now);
    return QVariant(*now);
}

Result<void> ProcessStore::setArchived(ProcessId process, bool archived)
{
    const auto time = archiveTime(archived);
    if (!time)
        return failed(time);
    return written(m_connection.write("process.archive", {{":archived_at", *time}, {":process", process.value}}));
}

Result<std::vector<Did>> ProcessStore::didsOf(ProcessId process)
{
    return m_connection.all("process.dids", {{":process", process.value}}, [](const Row &row) {
        return Did{{row.integer(0)}, row.text(1)};
    });
}

Result<std::vector<Did>> ProcessStore::knownDidsOf(ProcessId process)
{
    return m_connection.all("process.known_dids", {{":process", process.value}}, [](const Row &row) {
        return Did{{row.integer(0)}, row.text(1)};
    });
}

Result<void> ProcessStore::setDids(ProcessId process, const QStringList &numbers)
{
    const auto now = m_connection.integer("operation.now");
    if (!now)
        return failed(now);
    Result<void> result = written(m_connection.write("process.unlink_dids", {{":process", process.value}}));
    for (const QString &number : numbers) {
        if (result)
            result = written(m_connection.write("process.add_did", {{":number", number}, {":now", *now}}));
        if (result)
            result =
                written(m_connection.write("process.link_did", {{":process", process.value}, {":number", number}}));
    }
    return result;
}

Result<std::vector<Campaign>> ProcessStore::campaigns()
{
    return m_connection.all("process.campaigns", {}, [](const Row &row) {
        return Campaign{{row.integer(0)}, {row.integer(1)}, row.text(2), row.maybe(3)};
    });
}

Result<CampaignId> ProcessStore::insertCampaign(ProcessId process, const QString &name)
{
    const auto now = m_connection.integer("operation.now");
    if (!now)
        return failed(now);
    const auto id = m_connection.integer("process.add_campaign",
        {{":process", process.value}, {":name", name.simplified()}, {":name_key", nameKey(name)}, {":now", *now}});
    if (!id)
        return tl::unexpected(nameTaken(id.error(), nameField, name));
    return CampaignId{*id};
}

Result<void> ProcessStore::renameCampaign(CampaignId campaign, const QString &name)
{
    const auto written = m_connection.write("process.rename_campaign",
        {{":name", name.simplified()}, {":name_key", nameKey(name)}, {":campaign", campaign.value}});
    if (!written)
        return tl::unexpected(nameTaken(written.error(), nameField, name));
    return {};
}

Result<void> ProcessStore::setCampaignArchived(CampaignId campaign, bool archived)
{
    const auto time = archiveTime(archived);
    if (!time)
        return failed(time);
    return written(
        m_connection.write("process.archive_campaign", {{":archived_at", *time}, {":campaign", campaign.value}}));
}

} // namespace callveil
