// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/processes/process_service.h"

#include "domain/audit/deed_reference.h"
#include "domain/number/number_reader.h"
#include "services/base/text_check.h"
#include "services/platform/emergency_prefill.h"
#include "services/processes/usual_zone.h"
#include "storage/masking/policy_store.h"
#include "storage/vault/vault_store.h"

#include <QTimeZone>

namespace callveil {

namespace {

QString objectOf(const char *noun, qint64 id)
{
    return QStringLiteral("%1 %2").arg(QLatin1String(noun)).arg(id);
}

QString described(const ProcessDetails &d)
{
    return QStringLiteral("name %1; country %2; zone %3; account %4; project %5; caller id %6; DIDs %7")
        .arg(typedInDeed(d.process.name), d.process.country, d.process.timeZone, typedInDeed(d.process.account),
            typedInDeed(d.process.project), d.process.defaultCallerId, d.dids.join(u' '));
}

/// Brings the fields into the form in which they are stored, or names the one that is wrong.
Result<ProcessDetails> checked(ProcessDetails details)
{
    Process &p = details.process;
    p.country = p.country.trimmed().toUpper();
    if (!NumberReader::isRegion(p.country))
        return fail(ErrorCode::Invalid, Fault::CountryUnknown, {p.country});
    if (const auto fits = checkName(p.name, QStringLiteral("name"), {p.country}); !fits)
        return failed(fits);
    if (const auto fits = checkLabel(p.account, QStringLiteral("account"), {p.country}); !fits)
        return failed(fits);
    if (const auto fits = checkLabel(p.project, QStringLiteral("project"), {p.country}); !fits)
        return failed(fits);
    if (p.timeZone.isEmpty()) {
        const auto usual = usualZone(p.country);
        if (!usual)
            return failed(usual);
        p.timeZone = *usual;
    }
    if (!QTimeZone(p.timeZone.toLatin1()).isValid())
        return fail(ErrorCode::Invalid, Fault::TimeZoneUnknown, {p.timeZone});
    const NumberReader reader(p.country);
    for (QString &did : details.dids) {
        const auto number = reader.readStrictly(did, QStringLiteral("did"));
        if (!number)
            return failed(number);
        did = number->text;
    }
    details.dids.removeDuplicates();
    details.dids.sort();
    if (p.defaultCallerId.trimmed().isEmpty()) {
        p.defaultCallerId.clear();
        return details;
    }
    const auto callerId = reader.readStrictly(p.defaultCallerId, QStringLiteral("caller-id"));
    if (!callerId)
        return failed(callerId);
    p.defaultCallerId = callerId->text;
    return details;
}

Result<ProcessId> createProcess(Connection &connection, const Identity &me, const ProcessDetails &details)
{
    ProcessStore store(connection);
    const auto id = store.insert(details.process);
    if (!id)
        return id;
    if (const auto done = store.setDids(*id, details.dids); !done)
        return failed(done);
    const auto now = connection.integer("operation.now");
    if (!now)
        return failed(now);
    if (const auto first = PolicyStore(connection).insert(*id, 0, MaskingPolicy{}, {}, me.id, *now); !first)
        return failed(first);
    if (const auto vault = VaultStore(connection, me).create(*id); !vault)
        return failed(vault);
    if (const auto known = prefillEmergencyNumbers(connection, me, details.process.country); !known)
        return failed(known);
    for (const Campaign &campaign : details.campaigns) {
        if (const auto fits = checkName(campaign.name, QStringLiteral("campaign"), {details.process.country}); !fits)
            return failed(fits);
        if (const auto added = store.insertCampaign(*id, campaign.name); !added)
            return failed(added);
    }
    if (const auto recorded =
            DeedLog(connection)
                .append(
                    me, {QStringLiteral("process.create"), objectOf("process", id->value), {}, described(details), {}});
        !recorded)
        return failed(recorded);
    return id;
}

Result<ProcessDetails> current(Connection &connection, const Identity &me, ProcessId id)
{
    ProcessStore store(connection);
    const auto process = store.find(id);
    if (!process)
        return failed(process);
    if (!*process || !me.sees(id))
        return fail(ErrorCode::NotFound, Fault::ProcessUnknown, {QString::number(id.value)});
    ProcessDetails details{**process, {}, {}};
    const auto dids = store.didsOf(id);
    if (!dids)
        return failed(dids);
    for (const Did &did : *dids)
        details.dids.append(did.number);
    return details;
}

Result<void> record(Connection &connection, const Identity &me, const char *action, const QString &object,
    const QString &before, const QString &after)
{
    return DeedLog(connection).append(me, {QLatin1String(action), object, before, after, {}});
}

/// The process that the campaign belongs to.
Result<Process> requireCampaign(Connection &connection, const Identity &me, CampaignId id)
{
    const auto campaigns = ProcessStore(connection).campaigns();
    if (!campaigns)
        return failed(campaigns);
    for (const Campaign &campaign : *campaigns)
        if (campaign.id == id && me.sees(campaign.process))
            return requireProcess(connection, me, campaign.process);
    return fail(ErrorCode::NotFound, Fault::CampaignUnknown, {QString::number(id.value)});
}

} // namespace

Result<Process> requireProcess(Connection &connection, const Identity &me, ProcessId id)
{
    const auto process = ProcessStore(connection).find(id);
    if (!process)
        return failed(process);
    if (!*process || !me.sees(id))
        return fail(ErrorCode::NotFound, Fault::ProcessUnknown, {QString::number(id.value)});
    return **process;
}

Result<Process> findProcess(Connection &connection, const Identity &person, const QString &name)
{
    const auto all = ProcessStore(connection).list();
    if (!all)
        return failed(all);
    for (const Process &process : *all)
        if (nameKey(process.name) == nameKey(name) && person.sees(process.id))
            return process;
    return fail(ErrorCode::NotFound, Fault::ProcessUnknown, {name});
}

QFuture<Result<std::vector<ProcessDetails>>> ProcessService::list()
{
    return read([](Connection &connection, const Identity &me) -> Result<std::vector<ProcessDetails>> {
        ProcessStore store(connection);
        const auto processes = store.list();
        if (!processes)
            return failed(processes);
        const auto campaigns = store.campaigns();
        if (!campaigns)
            return failed(campaigns);
        std::vector<ProcessDetails> all;
        for (const Process &process : *processes) {
            if (!me.sees(process.id))
                continue;
            auto details = current(connection, me, process.id);
            if (!details)
                return failed(details);
            for (const Campaign &campaign : *campaigns)
                if (campaign.process == process.id)
                    details->campaigns.push_back(campaign);
            all.push_back(std::move(*details));
        }
        return all;
    });
}

QFuture<Result<ProcessId>> ProcessService::create(ProcessDetails details)
{
    return change(Permission::ManageProcesses,
        [details = std::move(details)](Connection &connection, const Identity &me) -> Result<ProcessId> {
            if (!me.allProcesses) // who made it could not see it
                return fail(ErrorCode::Denied, Fault::NotPermitted);
            const auto fits = checked(details);
            if (!fits)
                return failed(fits);
            return createProcess(connection, me, *fits);
        });
}

QFuture<Result<void>> ProcessService::update(ProcessDetails details)
{
    return change(Permission::ManageProcesses,
        [details = std::move(details)](Connection &connection, const Identity &me) -> Result<void> {
            const auto fits = checked(details);
            if (!fits)
                return failed(fits);
            const auto before = current(connection, me, details.process.id);
            if (!before)
                return failed(before);
            ProcessStore store(connection);
            if (const auto done = store.update(fits->process); !done)
                return done;
            if (const auto done = store.setDids(fits->process.id, fits->dids); !done)
                return done;
            // What was removed of a country on purpose stays away.
            if (fits->process.country != before->process.country)
                if (const auto known = prefillEmergencyNumbers(connection, me, fits->process.country); !known)
                    return failed(known);
            return record(connection, me, "process.change", objectOf("process", details.process.id.value),
                described(*before), described(*fits));
        });
}

QFuture<Result<void>> ProcessService::setArchived(ProcessId process, bool archived)
{
    return change(
        Permission::ManageProcesses, [process, archived](Connection &connection, const Identity &me) -> Result<void> {
            if (const auto seen = requireProcess(connection, me, process); !seen)
                return failed(seen);
            if (const auto done = ProcessStore(connection).setArchived(process, archived); !done)
                return done;
            return record(connection, me, archived ? "process.archive" : "process.restore",
                objectOf("process", process.value), {}, {});
        });
}

QFuture<Result<CampaignId>> ProcessService::addCampaign(ProcessId process, QString name)
{
    return change(Permission::ManageProcesses,
        [process, name = std::move(name)](Connection &connection, const Identity &me) -> Result<CampaignId> {
            const auto seen = requireProcess(connection, me, process);
            if (!seen)
                return failed(seen);
            if (const auto fits = checkName(name, QStringLiteral("name"), {seen->country}); !fits)
                return failed(fits);
            const auto id = ProcessStore(connection).insertCampaign(process, name);
            if (!id)
                return id;
            const auto recorded = record(connection, me, "campaign.create", objectOf("campaign", id->value), {}, name);
            if (!recorded)
                return failed(recorded);
            return id;
        });
}

QFuture<Result<void>> ProcessService::renameCampaign(CampaignId campaign, QString name)
{
    return change(Permission::ManageProcesses,
        [campaign, name = std::move(name)](Connection &connection, const Identity &me) -> Result<void> {
            const auto seen = requireCampaign(connection, me, campaign);
            if (!seen)
                return failed(seen);
            if (const auto fits = checkName(name, QStringLiteral("name"), {seen->country}); !fits)
                return fits;
            if (const auto done = ProcessStore(connection).renameCampaign(campaign, name); !done)
                return done;
            return record(connection, me, "campaign.rename", objectOf("campaign", campaign.value), {}, name);
        });
}

QFuture<Result<void>> ProcessService::setCampaignArchived(CampaignId campaign, bool archived)
{
    return change(
        Permission::ManageProcesses, [campaign, archived](Connection &connection, const Identity &me) -> Result<void> {
            if (const auto seen = requireCampaign(connection, me, campaign); !seen)
                return failed(seen);
            if (const auto done = ProcessStore(connection).setCampaignArchived(campaign, archived); !done)
                return done;
            return record(connection, me, archived ? "campaign.archive" : "campaign.restore",
                objectOf("campaign", campaign.value), {}, {});
        });
}

} // namespace callveil
