// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/backup/backup_report.h"

#include <QTimeZone>

namespace callveil {

/// One line of a report on a backup: what was looked at, and what was found.
struct ReportLine {
    QString label;
    QString text;
    bool isFault = false; ///< not as it must be
};

/// What a backup says of itself.
[[nodiscard]] QList<ReportLine> factLines(const BackupFacts &facts, const QTimeZone &zone);
[[nodiscard]] QList<ReportLine> backupLines(const BackupReport &report, const QTimeZone &zone);
/// The last one says what to do next.
[[nodiscard]] QList<ReportLine> restoreLines(const RestoreReport &report, const QTimeZone &zone);

} // namespace callveil
