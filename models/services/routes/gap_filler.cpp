// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/routes/gap_filler.h"

#include "services/reveal/number_opener.h"
#include "services/reveal/number_request.h"
#include "services/routes/route_copies.h"
#include "storage/audit/deed_log.h"
#include "storage/routes/route_copy.h"
#include "storage/vault/export_store.h"

namespace callveil {

Result<QHash<NumberId, QString>> GapFiller::numbersOf(const std::vector<RouteGap> &gaps)
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
    ExportStore store(m_connection, m_me.id);
    const auto answer = m_connection.transact([&]() -> Result<RequestAnswer> {
        const QString reason = QStringLiteral("Sealed to the service, to route calls");
        const auto asked = store.request(order, reason, m_me.may(Permission::Export));
        if (!asked)
            return asked;
        const auto recorded = DeedLog(m_connection)
                                  .append(m_me,
                                      {RevealStore::actionOf(RequestKind::Export), ExportStore::objectOfExport(), {},
                                          QStringLiteral("%1; rows 0; numbers %2")
                                              .arg(RevealStore::wordsOf(asked->outcome))
                                              .arg(order.numbers),
                                          reason});
        if (!recorded)
            return failed(recorded);
        return asked;
    });
    if (!answer)
        return failed(answer);
    if (const auto granted = judgeRequest(RequestKind::Reveal, *answer); !granted)
        return failed(granted);
    const auto fetched = store.fetch(*answer, ids);
    if (!fetched)
        return failed(fetched);
    return NumberOpener(m_connection, m_me).textsOf(*fetched);
}

/// In one transaction; a binding that has ended meanwhile is nobody's gap.
Result<qint64> GapFiller::seal(const std::vector<RouteGap> &gaps, const QHash<NumberId, QString> &numbers)
{
    RouteStore store(m_connection);
    const auto services = RouteCopies(m_connection, m_me).holders();
    if (!services)
        return failed(services);
    qint64 sealed = 0;
    for (const RouteGap &gap : gaps) {
        const auto service =
            std::find_if(services->begin(), services->end(), [&](const Person &each) { return each.id == gap.holder; });
        const auto number = numbers.constFind(gap.number);
        if (number == numbers.constEnd() || service == services->end())
            continue;
        const QByteArray copy = sealedCopy(*number, service->boxKey);
        const auto kept = gap.binding.isSet() ? store.keep(gap.binding, gap.side, gap.holder, copy)
                                              : store.keepAgent(gap.agent, gap.holder, copy);
        if (!kept)
            return failed(kept);
        ++sealed;
    }
    if (sealed == 0)
        return sealed;
    const Deed deed{
        QStringLiteral("service.copies"), QStringLiteral("bindings"), {}, QStringLiteral("copies %1").arg(sealed), {}};
    if (const auto recorded = DeedLog(m_connection).append(m_me, deed); !recorded)
        return failed(recorded);
    return sealed;
}

Result<qint64> GapFiller::fill()
{
    auto gaps = RouteStore(m_connection).gaps(mostAtOnce);
    if (!gaps)
        return failed(gaps);
    std::erase_if(*gaps, [&](const RouteGap &gap) { return !m_me.viewsActual(gap.process); });
    if (gaps->empty())
        return 0;
    auto numbers = numbersOf(*gaps);
    if (!numbers)
        return failed(numbers);
    const auto sealed = m_connection.transact([&] { return seal(*gaps, *numbers); });
    for (QString &number : *numbers)
        wipe(number);
    return sealed;
}

} // namespace callveil
