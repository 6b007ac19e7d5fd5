// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/routes/gap_filler.h"

#include "services/reveal/number_opener.h"
#include "services/reveal/number_request.h"
#include "services/routes/route_copies.h"
#include "storage/audit/deed_log.h"
#include "storage/routes/route_copy.h"

#include <algorithm>

namespace callveil {

namespace {

constexpr int mostCounted = 10000; // as the server's own function answers
constexpr size_t mostAtOnce = 2000;

} // namespace

std::optional<QSet<ProcessId>> GapFiller::seen() const
{
    return m_me.allProcesses ? std::nullopt : std::optional(m_me.processes);
}

std::optional<QSet<ProcessId>> GapFiller::opened() const
{
    if (m_me.actual.contains(ProcessId{}))
        return seen();
    QSet<ProcessId> opened = m_me.actual;
    if (!m_me.allProcesses)
        opened.intersect(m_me.processes);
    return opened;
}

Result<QHash<NumberId, QString>> GapFiller::numbersOf(Gaps gaps)
{
    QList<NumberId> ids;
    QSet<ProcessId> processes;
    for (const RouteGap &gap : gaps) {
        if (!ids.contains(gap.number))
            ids.append(gap.number);
        processes.insert(gap.process);
    }
    ExportOrder order;
    order.processes = processes.values();
    order.add(ids);
    const auto answer =
        requestExport(m_connection, m_me, order, 0, QStringLiteral("Sealed to the service, to route calls"));
    if (!answer)
        return failed(answer);
    const auto fetched = ExportStore(m_connection, m_me.id).fetch(*answer, ids);
    if (!fetched)
        return failed(fetched);
    return NumberOpener(m_connection, m_me).textsOf(*fetched);
}

Result<void> GapFiller::keep(const RouteGap &gap, const QByteArray &copy)
{
    RouteStore store(m_connection);
    return gap.binding.isSet() ? store.keep(gap.binding, gap.side, gap.holder, copy)
                               : store.keepAgent(gap.agent, gap.holder, copy);
}

/// In one transaction; a binding that has ended meanwhile is nobody's gap. Who cancels keeps what is sealed so far.
Result<GapFiller::Sealed> GapFiller::seal(Gaps gaps, const QHash<NumberId, QString> &numbers)
{
    const auto services = RouteCopies(m_connection, m_me).holders();
    if (!services)
        return failed(services);
    Sealed sealed;
    for (const RouteGap &gap : gaps) {
        if (m_progress.cancelled) {
            m_report.cancelled = true;
            break;
        }
        const auto service =
            std::find_if(services->begin(), services->end(), [&](const Person &each) { return each.id == gap.holder; });
        const auto number = numbers.constFind(gap.number);
        if (number == numbers.constEnd() || service == services->end()) {
            ++sealed.failed;
            continue;
        }
        if (const auto kept = keep(gap, sealedCopy(*number, service->boxKey)); !kept)
            return failed(kept);
        m_progress.done = m_report.sealed + ++sealed.done;
    }
    if (sealed.done == 0)
        return sealed;
    const Deed deed{QStringLiteral("service.copies"), QStringLiteral("bindings"), {},
        QStringLiteral("copies %1").arg(sealed.done), {}};
    if (const auto recorded = DeedLog(m_connection).append(m_me, deed); !recorded)
        return failed(recorded);
    return sealed;
}

Result<void> GapFiller::fillSome(Gaps gaps)
{
    auto numbers = numbersOf(gaps);
    if (!numbers)
        return failed(numbers);
    const auto sealed = m_connection.transact([&] { return seal(gaps, *numbers); });
    for (QString &number : *numbers)
        wipe(number);
    if (!sealed)
        return failed(sealed);
    m_report.sealed += sealed->done;
    m_report.failed += sealed->failed;
    return {};
}

Result<void> GapFiller::fillPage(Gaps gaps)
{
    m_progress.all = int(gaps.size()) < m_pageSize ? m_report.sealed + qint64(gaps.size()) : 0;
    while (!gaps.empty()) {
        if (m_progress.cancelled) {
            m_report.cancelled = true;
            return {};
        }
        const Gaps some = gaps.first(std::min(gaps.size(), mostAtOnce));
        if (const auto done = fillSome(some); !done)
            return done;
        gaps = gaps.subspan(some.size());
    }
    return {};
}

Result<SealReport> GapFiller::report()
{
    const auto left = RouteStore(m_connection).gaps(seen(), {}, mostCounted);
    if (!left)
        return failed(left);
    m_report.missing = qint64(left->size());
    m_report.foreign =
        std::count_if(left->begin(), left->end(), [&](const RouteGap &gap) { return !m_me.viewsActual(gap.process); });
    m_report.failed = std::min(m_report.failed, m_report.missing - m_report.foreign); // others fill gaps too
    return m_report;
}

Result<SealReport> GapFiller::fill()
{
    const auto processes = opened();
    RouteGap last;
    bool more = !processes || !processes->isEmpty();
    while (more && !m_report.cancelled) {
        const auto gaps = RouteStore(m_connection).gaps(processes, last, m_pageSize);
        if (!gaps)
            return failed(gaps);
        if (const auto done = fillPage(*gaps); !done)
            return failed(done);
        more = int(gaps->size()) == m_pageSize;
        if (more)
            last = gaps->back();
    }
    return report();
}

} // namespace callveil
