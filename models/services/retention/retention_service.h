// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/service.h"
#include "storage/vault/retention_store.h"

#include <atomic>

namespace callveil {

/// How far a deletion is; written by the database thread, read by whoever shows it.
struct RetentionProgress {
    std::atomic<qint64> numbers{0}; ///< made unreadable
    std::atomic<bool> cancelled{false};
};

/// A process, what it keeps and for how long.
struct RetentionLine {
    RetentionState state;
    QString name; ///< of the process
};

/// What one run deleted.
struct RetentionReport {
    qint64 numbers = 0;
    int months = 0; ///< of processes, each counted
    bool isGone = true; ///< false when a file's log still holds the deleted bytes until the next checkpoint
};

/// How long real numbers are kept, process by process (domain.md, Retention). What is due is deleted by run(), which
/// consoles of those who manage security call every hour.
class RetentionService final : public Service {
public:
    using Service::Service;

    [[nodiscard]] QFuture<Result<std::vector<RetentionLine>>> states();
    /// What `days` would delete at the next run.
    [[nodiscard]] QFuture<Result<RetentionEffect>> effect(ProcessId process, int days);
    /// In place of the rule that was seen. Fails with ChoiceUnknown for days out of range, TextHoldsNumber,
    /// ProcessUnknown, and EntryChanged when the rule is another one by now.
    [[nodiscard]] QFuture<Result<void>> change(ProcessId process, RetentionRule seen, RetentionRule rule);
    /// By whom a deletion is begun.
    enum class By { Person, Itself };

    /// Deletes what is due in every process that the caller sees: first all keys, then the unreadable rows in small
    /// steps. Fails with CancelledHalfway; what was deleted stays so, the rest is for the next run. By itself it
    /// deletes nothing in a database that nobody has used for a month: that is an old copy, or a clock that is wrong.
    [[nodiscard]] QFuture<Result<RetentionReport>> run(std::shared_ptr<RetentionProgress> progress, By by = By::Person);
};

} // namespace callveil
