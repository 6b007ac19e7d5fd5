// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/imports/import_run.h"

#include "storage/audit/deed_log.h"

#include <set>
#include <unordered_set>

namespace callveil {

namespace {

constexpr int mostAttempts = 3;

bool isOutdated(const Error &error)
{
    return error.fault == Fault::RevisionChanged;
}

/// Runs an attempt again while the policy changes under it.
template <typename Attempt>
Result<ImportSummary> persistently(Attempt attempt)
{
    for (int i = 0; i < mostAttempts; ++i) {
        auto summary = attempt();
        if (summary || !isOutdated(summary.error()))
            return summary;
    }
    return fail(ErrorCode::Busy, Fault::ImportChangedTwice);
}

} // namespace

ImportRun::ImportRun(Connection &connection, const Identity &person, ImportProgress &progress)
    : m_connection(connection), m_person(person), m_progress(progress)
{ }

Result<ImportSummary> ImportRun::run(ProcessId process, CampaignId campaign, bool callerIsCustomer,
    const QString &format, const OpenCalls &open, bool dryRun)
{
    return persistently([&] { return attempt(process, campaign, callerIsCustomer, format, open, dryRun); });
}

Result<ImportSummary> ImportRun::runRouted(
    const ImportOrder &order, bool callerIsCustomer, const QString &format, const OpenCalls &open)
{
    return persistently([&] { return attemptRouted(order, callerIsCustomer, format, open); });
}

Result<void> ImportRun::write(ImportStore &store, CallStream &stream, int generation)
{
    while (true) {
        const auto batch = stream.next();
        if (!batch)
            return failed(batch);
        if (!*batch)
            return store.finishStaging();
        for (const PreparedCall &call : **batch) {
            for (const EpochSeal &epoch : call.epochs)
                if (const auto added = store.addEpoch(epoch, generation); !added)
                    return added;
            for (const StagedNumber &number : call.numbers)
                if (const auto added = store.addNumber(number); !added)
                    return added;
            if (const auto added = store.addLeg(call.leg); !added)
                return added;
        }
    }
}

Result<void> ImportRun::countOnly(CallStream &stream)
{
    std::unordered_set<size_t> links; // hashes suffice to count, and keep the memory small
    while (true) {
        const auto batch = stream.next();
        if (!batch)
            return failed(batch);
        if (!*batch)
            break;
        for (const PreparedCall &call : **batch) {
            ++stream.summary().legs;
            if (call.leg.linkKey.isEmpty() || links.insert(qHash(call.leg.linkKey)).second)
                ++stream.summary().sessions;
        }
    }
    return {};
}

Result<ImportSummary> ImportRun::stage(
    ImportStore *store, const PrepareContext &context, const ProcessRouter *router, const OpenCalls &open)
{
    auto reader = open();
    if (!reader)
        return failed(reader);
    if (store)
        if (const auto begun = store->begin(); !begun)
            return failed(begun);
    CallPreparer preparer(context);
    CallStream stream(**reader, preparer, router, m_progress);
    const auto done = store ? write(*store, stream, context.vault.generation) : countOnly(stream);
    if (!done)
        return failed(done);
    return std::move(stream.summary());
}

Result<void> ImportRun::publish(ImportStore &store, const PrepareContext &context, ImportSummary &summary)
{
    const auto outcome = store.publish(
        {context.process.id, context.revision.id, summary.format, m_person.id, summary.records, summary.rejected});
    if (!outcome)
        return failed(outcome);
    if (outcome->revisionChanged)
        return fail(ErrorCode::Conflict, Fault::RevisionChanged, {context.process.name});
    summary.sessions += outcome->sessions;
    summary.legs += outcome->legs;
    summary.duplicates += outcome->duplicates;
    return DeedLog(m_connection)
        .append(m_person,
            {QStringLiteral("import.publish"), QStringLiteral("process %1").arg(context.process.id.value), {},
                QStringLiteral("format %1; records %2; sessions %3; legs %4; duplicates %5; rejected %6; revision %7")
                    .arg(summary.format)
                    .arg(summary.records)
                    .arg(outcome->sessions)
                    .arg(outcome->legs)
                    .arg(outcome->duplicates)
                    .arg(summary.rejected)
                    .arg(context.revision.revision),
                {}});
}

Result<ImportSummary> ImportRun::attempt(ProcessId process, CampaignId campaign, bool callerIsCustomer,
    const QString &format, const OpenCalls &open, bool dryRun)
{
    const auto context = loadContext(m_connection, m_person, process, campaign, callerIsCustomer);
    if (!context)
        return failed(context);
    if (dryRun) {
        auto counted = stage(nullptr, *context, nullptr, open);
        if (counted)
            counted->format = format;
        return counted;
    }
    ImportStore store(m_connection);
    auto summary = stage(&store, *context, nullptr, open);
    if (!summary) {
        store.discard();
        return summary;
    }
    summary->format = format;
    m_progress.publishing = true;
    const auto published = m_connection.transact([&] { return publish(store, *context, *summary); });
    m_progress.publishing = false;
    if (!published || m_connection.engine() == Engine::Sqlite)
        store.discard();
    if (!published)
        return failed(published);
    return summary;
}

Result<void> ImportRun::publishPass(const ImportOrder &order, ProcessId process, const ProcessRouter &router,
    bool callerIsCustomer, const OpenCalls &open, ImportSummary &total)
{
    const auto context = loadContext(m_connection, m_person, process, order.campaign, callerIsCustomer);
    if (!context)
        return failed(context);
    ImportStore store(m_connection);
    auto staged = stage(&store, *context, &router, open);
    if (!staged)
        return failed(staged);
    ImportSummary &summary = *staged;
    summary.format = total.format;
    summary.rejected = 0; // counted once, by the first pass
    const auto published = publish(store, *context, summary);
    if (m_connection.engine() == Engine::Sqlite)
        store.discard();
    if (!published)
        return published;
    total.records += summary.records;
    total.sessions += summary.sessions;
    total.legs += summary.legs;
    total.duplicates += summary.duplicates;
    total.billableSeconds += summary.billableSeconds;
    if (summary.firstStart)
        total.firstStart = std::min(total.firstStart.value_or(*summary.firstStart), *summary.firstStart);
    if (summary.lastStart)
        total.lastStart = std::max(total.lastStart.value_or(*summary.lastStart), *summary.lastStart);
    return {};
}

Result<ImportSummary> ImportRun::attemptRouted(
    const ImportOrder &order, bool callerIsCustomer, const QString &format, const OpenCalls &open)
{
    const auto router = ProcessRouter::load(m_connection, m_person);
    if (!router)
        return failed(router);
    // The first pass stores nothing: it finds the rejects, and which processes the file is about.
    auto reader = open();
    if (!reader)
        return failed(reader);
    ImportSummary total;
    total.format = format;
    std::set<ProcessId> processes; // in order: two imports then lock processes in the same order
    while (true) {
        auto row = (*reader)->next();
        if (!row)
            return failed(row);
        if (!*row)
            break;
        if (m_progress.cancelled)
            return fail(ErrorCode::Cancelled, Fault::ImportCancelled);
        std::optional<RowReject> refused;
        if (auto *reject = std::get_if<RowReject>(&**row))
            refused = *reject;
        else if (const ProcessId process = router->route(std::get<RawCall>(**row)); process.isSet())
            processes.insert(process);
        else
            refused = RowReject{std::get<RawCall>(**row).line, {}, RowFault::ProcessNotKnown};
        if (!refused)
            continue;
        ++total.rejected;
        if (total.rejects.size() < ImportSummary::mostRejects)
            total.rejects.push_back(*refused);
    }
    if (order.dryRun) {
        for (const ProcessId process : processes) {
            const auto context = loadContext(m_connection, m_person, process, order.campaign, callerIsCustomer);
            if (!context)
                return failed(context);
            const auto pass = stage(nullptr, *context, &*router, open);
            if (!pass)
                return failed(pass);
            total.records += pass->records;
            total.sessions += pass->sessions;
            total.legs += pass->legs;
            total.billableSeconds += pass->billableSeconds;
        }
        return total;
    }
    // All processes of the file are published in one transaction.
    const auto published = m_connection.transact([&]() -> Result<void> {
        for (const ProcessId process : processes)
            if (const auto done = publishPass(order, process, *router, callerIsCustomer, open, total); !done)
                return done;
        return {};
    });
    if (!published)
        return failed(published);
    return total;
}

} // namespace callveil
