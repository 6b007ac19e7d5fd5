// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/imports/import_run.h"

#include "services/imports/import_router.h"
#include "storage/audit/deed_log.h"

#include <unordered_set>

namespace callveil {

namespace {

constexpr int mostAttempts = 3;

tl::unexpected<Error> outdated(const PrepareContext &context)
{
    return fail(ErrorCode::Conflict, Fault::RevisionChanged, {context.process.name});
}

} // namespace

PublishOrder ImportRun::Pass::order(const Identity &person) const
{
    return {context.process.id, context.revision.id, context.vault.generation, summary.format, person.id,
        summary.records, summary.rejected};
}

ImportRun::ImportRun(Connection &connection, const Identity &person, ImportProgress &progress)
    : m_connection(connection), m_person(person), m_progress(progress)
{ }

Result<ImportSummary> ImportRun::run(const ImportPlan &plan)
{
    Fault changed = Fault::RevisionChanged;
    for (int i = 0; i < mostAttempts; ++i) {
        auto summary = attempt(plan);
        if (summary || !isOutdated(summary.error()))
            return summary;
        changed = summary.error().fault;
    }
    return fail(ErrorCode::Busy, changed);
}

Result<ImportSummary> ImportRun::attempt(const ImportPlan &plan)
{
    const auto router = ProcessRouter::load(m_connection, m_person);
    if (!router)
        return failed(router);
    m_progress.bytesBefore = 0;
    RoutedFile routed{{plan.process}, 0, {}};
    if (!plan.process.isSet()) {
        m_progress.totalBytes = 2 * plan.fileBytes; // more if the file is about more than one process
        if (router->processes().empty())
            return fail(ErrorCode::NotFound, Fault::ProcessUnknown, {});
        const auto calls = plan.open(router->processes().front());
        if (!calls)
            return failed(calls);
        auto found = routeFile(**calls, *router, m_progress);
        if (!found)
            return failed(found);
        routed = std::move(*found);
        m_progress.totalBytes = (qint64(routed.processes.size()) + 1) * plan.fileBytes;
        m_progress.bytesBefore = plan.fileBytes;
    }
    auto passes = stageAll(plan, *router, routed.processes);
    if (!passes)
        return failed(passes);
    Result<void> published;
    if (!plan.dryRun && !passes->empty()) {
        published = publish(*passes);
        if (!published && published.error().code == ErrorCode::Busy) // what is staged is still there
            published = publish(*passes);
    }
    for (Pass &pass : *passes)
        if (pass.store && (!published || m_connection.engine() == Engine::Sqlite))
            pass.store->discard();
    if (!published)
        return failed(published);
    std::vector<const ImportSummary *> parts;
    for (const Pass &pass : *passes)
        parts.push_back(&pass.summary);
    ImportSummary summary = plan.process.isSet() ? passes->front().summary : summaryOf(routed, parts);
    summary.format = plan.format;
    return summary;
}

Result<ImportRun::Passes> ImportRun::stageAll(
    const ImportPlan &plan, const ProcessRouter &router, const std::vector<ProcessId> &processes)
{
    Passes passes;
    StagedCount before;
    Result<void> staged;
    for (const ProcessId process : processes) {
        auto context = loadContext(m_connection, m_person, process, plan.campaign, plan.callerIsCustomer);
        if (!context) {
            staged = failed(context);
            break;
        }
        Pass &pass = passes.emplace_back(Pass{std::move(*context), {}, {}, {}});
        if (!plan.dryRun)
            pass.store = std::make_unique<ImportStore>(m_connection, before);
        staged = stage(pass, plan, plan.process.isSet() ? nullptr : &router);
        if (!staged)
            break;
        pass.summary.format = plan.format;
        if (pass.store)
            before = pass.store->staged();
        m_progress.bytesBefore += plan.fileBytes;
    }
    if (staged)
        return passes;
    for (const Pass &pass : passes)
        if (pass.store)
            pass.store->discard();
    return failed(staged);
}

Result<void> ImportRun::stage(Pass &pass, const ImportPlan &plan, const ProcessRouter *router)
{
    auto reader = plan.open(pass.context.process);
    if (!reader)
        return failed(reader);
    if (pass.store)
        if (const auto begun = pass.store->begin(); !begun)
            return begun;
    CallPreparer preparer(pass.context);
    CallStream stream(**reader, preparer, router, m_progress);
    const auto done = pass.store ? write(*pass.store, stream, pass.context.vault.generation) : countOnly(stream);
    if (!done)
        return done;
    pass.summary = std::move(stream.summary());
    pass.summary.unknownAgents = preparer.unknownAgents();
    pass.summary.sidesAssumed = preparer.sidesAssumed();
    pass.summary.unusedColumns = (*reader)->unusedColumns();
    return {};
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
            return {};
        for (const PreparedCall &call : **batch) {
            ++stream.summary().legs;
            if (call.leg.linkKey.isEmpty() || links.insert(qHash(call.leg.linkKey)).second)
                ++stream.summary().sessions;
        }
    }
}

Result<void> ImportRun::publish(Passes &passes)
{
    m_progress.publishing = true;
    // Calls before deeds: the locks are taken in one order by all, those of the processes first.
    const auto published = m_connection.transact([&]() -> Result<void> {
        for (Pass &pass : passes) {
            const auto outcome = pass.store->publish(pass.order(m_person));
            if (!outcome)
                return failed(outcome);
            if (outcome->revisionChanged)
                return outdated(pass.context);
            pass.outcome = *outcome;
        }
        for (const Pass &pass : passes)
            if (const auto recorded = record(pass); !recorded)
                return recorded;
        return checkStillHolds(passes);
    });
    m_progress.publishing = false;
    for (Pass &pass : passes) {
        pass.summary.sessions = pass.outcome.sessions;
        pass.summary.legs = pass.outcome.legs;
        pass.summary.duplicates = pass.outcome.duplicates;
    }
    return published;
}

/// The last questions before COMMIT: a scheduled revision may have come into force meanwhile, and rates are changed
/// without waiting for any import.
Result<void> ImportRun::checkStillHolds(const Passes &passes)
{
    for (const Pass &pass : passes) {
        const auto late = pass.store->isOutdated(pass.order(m_person));
        if (!late)
            return failed(late);
        if (*late)
            return outdated(pass.context);
        if (const auto same = checkUnchanged(pass.context.rates, m_connection, m_person.id); !same)
            return same;
    }
    return {};
}

Result<void> ImportRun::record(const Pass &pass)
{
    return DeedLog(m_connection)
        .append(m_person,
            {QStringLiteral("import.publish"), QStringLiteral("process %1").arg(pass.context.process.id.value), {},
                QStringLiteral("format %1; records %2; sessions %3; legs %4; duplicates %5; rejected %6; revision %7")
                    .arg(pass.summary.format)
                    .arg(pass.summary.records)
                    .arg(pass.outcome.sessions)
                    .arg(pass.outcome.legs)
                    .arg(pass.outcome.duplicates)
                    .arg(pass.summary.rejected)
                    .arg(pass.context.revision.revision),
                {}});
}

} // namespace callveil
