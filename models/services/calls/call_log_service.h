// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/service.h"
#include "storage/calls/call_store.h"

#include <atomic>

namespace callveil {

/// A page of the call log and whether the log goes on behind it.
struct CallPage {
    std::vector<CallLine> calls; ///< in the order asked for: older pages newest first, newer pages oldest first
    bool ends = false; ///< no further calls in this direction
};

/// How many sessions the log has and how they lie in time, for the scroll bar; from roll-ups, never by counting.
struct CallExtent {
    std::vector<std::pair<int, qint64>> days; ///< day since 1970 -> sessions, ascending
    qint64 total = 0;
};

/// A filter, its columns and its order, saved by one person under a name.
struct SavedView {
    ViewId id;
    QString name;
    QString body; ///< JSON of the page
};

/// The masked call log of one person.
class CallLogService final : public Service {
public:
    using Service::Service;
    using Stop = std::shared_ptr<std::atomic<bool>>;

    /// A place newer than every call.
    [[nodiscard]] static CallKey newest();
    /// Up to `rows` sessions beyond the key. A filter without an index of its own (disposition) is answered in slices
    /// of time and needs a period; setting `stop` ends it with Cancelled's code Cancelled.
    [[nodiscard]] QFuture<Result<CallPage>> page(CallFilter filter, CallKey key, bool older, int rows, Stop stop = {});
    [[nodiscard]] QFuture<Result<std::vector<LegLine>>> legs(CallId session);
    [[nodiscard]] QFuture<Result<CallExtent>> extent(ProcessId process);

    [[nodiscard]] QFuture<Result<std::vector<SavedView>>> views(QString page);
    [[nodiscard]] QFuture<Result<void>> saveView(QString page, QString name, QString body);
    [[nodiscard]] QFuture<Result<void>> removeView(ViewId view);

    /// "sess_" and the public id in base32.
    [[nodiscard]] static QString sessionName(const QByteArray &publicId);
    /// The public id of such a name; empty when it is none.
    [[nodiscard]] static QByteArray sessionId(const QString &name);
};

} // namespace callveil
