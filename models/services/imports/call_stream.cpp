// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/imports/call_stream.h"

#include <algorithm>

namespace callveil {

namespace {
constexpr size_t callsPerBatch = 2000;
constexpr size_t mostReady = 4;
constexpr qsizetype longestText = 256; // of what is stored as it is; batches and caches of longer ones would grow

bool isTooLong(const RawCall &call)
{
    for (const QString *text : {&call.recordingId, &call.caseId, &call.accountCode, &call.linkId})
        if (text->size() > longestText)
            return true;
    return false;
}

} // namespace

CallStream::CallStream(
    CallReader &reader, CallPreparer &preparer, const ProcessRouter *router, ImportProgress &progress)
    : m_reader(reader), m_preparer(preparer), m_router(router), m_progress(progress), m_thread([this] { run(); })
{ }

CallStream::~CallStream()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void CallStream::push(Batch batch)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_stopped || m_ready.size() < mostReady; });
    m_ready.push_back(std::move(batch));
    m_changed.notify_all();
}

void CallStream::count(const RawCall &call)
{
    ++m_summary.records;
    m_summary.billableSeconds += call.billableSeconds;
    m_summary.firstStart = std::min(m_summary.firstStart.value_or(call.startedAt), call.startedAt);
    m_summary.lastStart = std::max(m_summary.lastStart.value_or(call.startedAt), call.startedAt);
}

void CallStream::reject(RowReject reject)
{
    ++m_summary.rejected;
    if (m_summary.rejects.size() < ImportSummary::mostRejects)
        m_summary.rejects.push_back(std::move(reject));
}

void CallStream::take(CallRow row, Batch &batch)
{
    if (auto *refused = std::get_if<RowReject>(&row)) {
        reject(std::move(*refused));
        return;
    }
    const RawCall &call = std::get<RawCall>(row);
    if (m_router) {
        const ProcessId process = m_router->route(call);
        if (!process.isSet()) {
            reject({call.line, {}, RowFault::ProcessNotKnown});
            return;
        }
        if (process != m_preparer.context().process.id)
            return; // another pass takes it
    }
    if (isTooLong(call)) {
        reject({call.line, {}, RowFault::TextTooLong});
        return;
    }
    count(call);
    batch.push_back(m_preparer.prepare(call));
}

void CallStream::run()
{
    Batch batch;
    while (true) {
        auto row = m_reader.next();
        m_progress.bytes = m_progress.bytesBefore + m_reader.bytesRead();
        m_progress.records = m_summary.records;
        const bool ends = !row || !*row;
        if (!row)
            m_error = row.error();
        else if (*row)
            take(std::move(**row), batch);
        if (ends || batch.size() >= callsPerBatch)
            push(std::exchange(batch, {}));
        const std::lock_guard lock(m_mutex);
        if (m_progress.cancelled && !m_error)
            m_error = Error{ErrorCode::Cancelled, Fault::Cancelled, {}, {}};
        if (ends || m_stopped || m_error) {
            m_ended = true;
            m_changed.notify_all();
            return;
        }
    }
}

Result<std::optional<CallStream::Batch>> CallStream::next()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_ended || !m_ready.empty(); });
    if (m_error && m_ended)
        return tl::unexpected(*m_error);
    if (m_ready.empty())
        return std::optional<Batch>();
    Batch batch = std::move(m_ready.front());
    m_ready.pop_front();
    m_changed.notify_all();
    return std::optional<Batch>(std::move(batch));
}

} // namespace callveil
