// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database_look.h"

namespace callveil {

/// A call as its rows stand in the database.
struct StoredCall {
    ProcessId process = {};
    DidId did = {};
    QString presented = {}, account = {}, recording = {}, caseRef = {};
    int direction = 2; ///< outbound
    int consent = 0; ///< not asked
    QString customer = QStringLiteral("+44xxxxxxxx10");
    QByteArray session = {}; ///< public id; empty: any
};

/// As a statement has it.
[[nodiscard]] inline QString storedText(const QString &text)
{
    return text.isEmpty() ? QStringLiteral("NULL") : u'\'' + text + u'\'';
}

/// Of a process with an import batch.
inline void addStoredLeg(const DatabaseLook &look, qint64 session, int leg, const StoredCall &call, qint64 at)
{
    look.run(QStringLiteral("INSERT INTO call_leg (session_id, leg, kind, medium, direction, proxy_did, presented, "
                            "account, started_at, billable_seconds, disposition, customer_kind, customer_text, "
                            "agent_kind, agent_text, process_id, revision_id, recording_id, consent, batch_id) "
                            "SELECT %1, %2, 0, 0, %3, %4, %5, %6, %7, 1, 1, 1, '%8', 0, '', b.process_id, "
                            "b.revision_id, %9, %10, b.id FROM import_batch b "
                            "WHERE b.id = (SELECT MIN(o.id) FROM import_batch o WHERE o.process_id = %11)")
                 .arg(session)
                 .arg(leg)
                 .arg(call.direction)
                 .arg(call.did.value)
                 .arg(storedText(call.presented), storedText(call.account))
                 .arg(at)
                 .arg(call.customer, storedText(call.recording))
                 .arg(call.consent)
                 .arg(call.process.value));
}

} // namespace callveil
