// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/imports/call_preparer.h"
#include "services/imports/context_loader.h"
#include "services/imports/import_order.h"

#include "exchange/calls/call_reader.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace callveil {

/// Reads, prepares and hands over the calls of one file, on a thread of its own, a few batches ahead of whoever writes
/// them; so both cores work and memory stays bounded.
class CallStream final {
public:
    using Batch = std::vector<PreparedCall>;

    /// `router` set: only the rows of the context's process are prepared. The reader and the preparer are used by the
    /// stream's thread alone until it has ended.
    CallStream(CallReader &reader, CallPreparer &preparer, const ProcessRouter *router, ImportProgress &progress);
    ~CallStream();

    /// The next batch; nullopt at the end; an error when the file cannot be read on or the import was cancelled.
    [[nodiscard]] Result<std::optional<Batch>> next();
    /// What was read; complete once next() has answered nullopt.
    [[nodiscard]] ImportSummary &summary() { return m_summary; }

private:
    void run();
    void push(Batch batch);
    void take(CallRow row, Batch &batch);
    void count(const RawCall &call);
    void reject(RowReject reject);

    CallReader &m_reader;
    CallPreparer &m_preparer;
    const ProcessRouter *m_router;
    ImportProgress &m_progress;
    ImportSummary m_summary;

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Batch> m_ready;
    bool m_ended = false;
    bool m_stopped = false;
    std::optional<Error> m_error;
    std::thread m_thread; ///< last: it uses everything above
};

} // namespace callveil
