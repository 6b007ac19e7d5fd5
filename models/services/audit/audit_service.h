// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/audit/deed_reference.h"
#include "exchange/sheets/sheet.h"
#include "services/audit/deed_verification.h"
#include "services/base/service.h"

#include <QTimeZone>

namespace callveil {

/// One entry of the record as it is listed.
struct DeedLine {
    DeedEntry entry;
    QString actor; ///< display name; empty when there is no such person
    QString object; ///< name of what the deed was done on; empty when it has none that the reader may see
    DeedNames names; ///< of what the deed names by id before and after it, as far as the reader may see
};

/// Entries, newest first, and whether there are older ones.
struct DeedPage {
    std::vector<DeedLine> lines;
    bool ends = false;
};

/// Reads and verifies the record of deeds.
class AuditService final : public Service {
public:
    AuditService(Workspace &workspace, LocalState &local) : Service(workspace), m_local(local) { }

    /// Up to `rows` entries older than `after`. Needs ViewAudit.
    [[nodiscard]] QFuture<Result<DeedPage>> page(DeedFilter filter, std::optional<DeedPlace> after, int rows);
    /// The place of an actor's entry; of its neighbour when it is gone: the one before it, else the one after it.
    /// nullopt when neither is there. Needs ViewAudit.
    [[nodiscard]] QFuture<Result<std::optional<DeedPlace>>> nearest(PersonId actor, qint64 seq);
    /// Everybody who may stand in the record, by display name. Needs ViewAudit.
    [[nodiscard]] QFuture<Result<std::vector<Person>>> actors();
    /// Checks every chain that the person may read, on the background thread, and against what this console saw before.
    /// When nothing is wrong the console remembers the heads. Needs ViewAudit. Fails with Cancelled.
    [[nodiscard]] QFuture<Result<DeedReport>> verify(std::shared_ptr<DeedProgress> progress);
    /// Writes the entries of a filter to a file, newest first, on the background thread; recorded with the row count.
    /// Needs ViewAudit and Export. Answers the number of entries. Fails with FileUnwritable, Cancelled.
    [[nodiscard]] QFuture<Result<qint64>> exportTo(
        DeedFilter filter, QString file, SheetFormat format, QTimeZone zone, std::shared_ptr<DeedProgress> progress);

    /// Whether what this console saw of the record is still there; if it is, what is there now is remembered. To be
    /// asked after sign-in and once a minute. Everybody may.
    [[nodiscard]] QFuture<Result<std::vector<DeedBreak>>> watch();
    /// Takes the record, and everybody's keys, as they are for what this console saw, after a backup was brought back;
    /// recorded with the reason (TextHoldsNumber, NameEmpty). Needs ViewAudit.
    [[nodiscard]] QFuture<Result<void>> accept(QString reason);

private:
    LocalState &m_local;
};

} // namespace callveil
