// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/calls/actual_numbers.h"

#include "services/reveal/number_request.h"
#include "storage/processes/process_store.h"

namespace callveil {

Result<void> ActualNumbers::chooseProcesses()
{
    const auto processes = ProcessStore(m_connection).list();
    if (!processes)
        return failed(processes);
    for (const Process &process : *processes)
        if (m_me.viewsActual(process.id))
            m_order.processes.append(process.id);
    if (m_order.processes.isEmpty())
        return fail(ErrorCode::Denied, Fault::RevealRefused);
    return {};
}

Result<QHash<CallId, SessionNumbers>> ActualNumbers::numbersOf(const std::vector<CallLine> &calls)
{
    std::vector<CallId> sessions;
    for (const CallLine &call : calls)
        if (m_order.processes.contains(call.process))
            sessions.push_back(call.id);
    const auto read = m_store.numbersOf(sessions);
    if (!read)
        return failed(read);
    QHash<CallId, SessionNumbers> numbers;
    for (const SessionNumbers &one : *read)
        numbers.insert(one.session, one);
    return numbers;
}

QList<NumberId> ActualNumbers::idsOf(
    const std::vector<CallLine> &calls, const QHash<CallId, SessionNumbers> &numbers) const
{
    QList<NumberId> ids;
    for (const CallLine &call : calls) {
        const SessionNumbers of = numbers.value(call.id);
        for (const NumberId id : {of.customer, of.agent})
            if (id.isSet())
                ids.append(id);
    }
    return ids;
}

Result<void> ActualNumbers::count(const std::vector<CallLine> &calls)
{
    const auto numbers = numbersOf(calls);
    if (!numbers)
        return failed(numbers);
    if (const QList<NumberId> ids = idsOf(calls, *numbers); !ids.isEmpty())
        m_order.add(ids);
    return {};
}

Result<void> ActualNumbers::request(qint64 rows, const QString &reason)
{
    const auto answer = requestExport(m_connection, m_me, m_order, rows, reason);
    if (!answer)
        return failed(answer);
    m_answer = *answer;
    return {};
}

Result<QHash<NumberId, QString>> ActualNumbers::opened(const QList<NumberId> &ids)
{
    const auto fetched = m_store.fetch(m_answer, ids);
    if (!fetched)
        return failed(fetched);
    return m_opener.textsOf(*fetched);
}

Result<void> ActualNumbers::putInto(std::vector<CallLine> &calls)
{
    const auto numbers = numbersOf(calls);
    if (!numbers)
        return failed(numbers);
    const QList<NumberId> ids = idsOf(calls, *numbers);
    if (ids.isEmpty())
        return {};
    ExportOrder same;
    same.add(ids);
    if (m_nextPart >= m_order.parts.size() || m_order.parts[m_nextPart++] != same.parts.front())
        return fail(ErrorCode::Conflict, Fault::CallsChanged);
    auto texts = opened(ids);
    if (!texts)
        return failed(texts);
    for (CallLine &call : calls) {
        const SessionNumbers of = numbers->value(call.id);
        for (auto &[party, id] : {std::pair(&call.customer, of.customer), std::pair(&call.agentParty, of.agent)}) {
            const auto text = texts->constFind(id);
            if (text == texts->constEnd())
                continue;
            party->text = QString(text->constData(), text->size()); // of its own: it is wiped
            ++m_shown;
        }
    }
    for (QString &text : *texts)
        wipe(text);
    return {};
}

} // namespace callveil
