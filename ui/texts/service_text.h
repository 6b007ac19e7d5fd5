// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/call_record.h"
#include "domain/platform/seal_report.h"
#include "domain/platform/service_state.h"

#include <QStringList>
#include <QTimeZone>

namespace callveil {

// What callveild does and lacks, in sentences.

/// Whether a service leads, where and since when; else what does not happen, and how it is started.
[[nodiscard]] QString serviceLeadText(const ServiceState &state, bool onServer, const QTimeZone &zone);
/// How many copies services lack, counted up to `most`, in all processes or in those of the person.
[[nodiscard]] QString missingCopiesText(qint64 missing, qint64 most, bool ofAllProcesses);
/// Call records that are not in the call log yet, and such as never come into it.
[[nodiscard]] QString recordStateText(const SpoolState &state, const QTimeZone &zone);
/// How many copies were sealed, how many are missing still, and why.
[[nodiscard]] QString sealReportText(const SealReport &report);

/// What is typed on the computer that shall run the service, line by line. `file`: the identity, in its folder on a
/// server, else with its path; `home`: where a service of one's own looks for it.
[[nodiscard]] QStringList serviceCommands(const QString &file, bool onServer, const QString &home);

} // namespace callveil
