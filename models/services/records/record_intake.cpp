// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/records/record_intake.h"

#include "services/records/record_batch.h"

#include <QElapsedTimer>

namespace callveil {

/// What lives from one run to the next; the background thread's.
struct RecordIntakeState {
    RecordWriters writers;
    qint64 after = 0; ///< how far the records were gone through; 0: to the end
    std::optional<Error> left; ///< why some that were gone past wait on
};

namespace {

constexpr int mostAttempts = 3;
constexpr qint64 longestRunMs = 1000; // routes are made on the same thread

Result<qint64> takenIn(Connection &connection, const Identity &me, RecordIntakeState &state, int most)
{
    if (state.after == 0)
        state.left.reset();
    const auto waits = RecordStore(connection).waits();
    if (!waits)
        return failed(waits);
    if (!*waits)
        return 0;
    QElapsedTimer time;
    time.start();
    qint64 records = 0;
    int outdated = 0;
    while (true) {
        const RecordSlice slice{state.after, most};
        const auto report = connection.transact([&] { return RecordBatch(connection, me, state.writers).run(slice); });
        if (!report) {
            state.writers.clear(); // whether their epochs were stored, nobody knows
            if (isOutdated(report.error()) && ++outdated < mostAttempts)
                continue;
            return failed(report);
        }
        if (report->at != 0)
            state.writers.settle(PartySealer::monthOf(report->at));
        outdated = 0;
        records += report->done;
        if (report->left)
            state.left = report->left;
        state.after = report->wasFull ? report->last : 0;
        if (state.after == 0 || time.elapsed() >= longestRunMs)
            break;
    }
    if (state.left)
        return tl::unexpected(*state.left);
    return records;
}

} // namespace

RecordIntake::RecordIntake(Workspace &workspace, int batch)
    : Service(workspace), m_state(std::make_shared<RecordIntakeState>()), m_batch(batch)
{ }

QFuture<Result<qint64>> RecordIntake::run()
{
    return m_workspace.background().run(
        [identity = m_workspace.identity(), state = m_state, most = m_batch](Connection &connection) -> Result<qint64> {
            if (const auto allowed = require(*identity, Permission::Import); !allowed)
                return failed(allowed);
            if (identity->role != Role::Service)
                return fail(ErrorCode::Denied, Fault::NotPermitted);
            if (identity->writerKey.isEmpty())
                return fail(ErrorCode::Denied, Fault::WriterKeyMissing);
            return takenIn(connection, *identity, *state, most);
        });
}

} // namespace callveil
