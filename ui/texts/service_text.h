// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/call_record.h"
#include "domain/platform/seal_report.h"
#include "domain/platform/service_state.h"

#include <QStringList>
#include <QTimeZone>

namespace callveil {

// What callveild does and lacks, in sentences.

/// Which services there are to be started.
enum class ServicesThere { None, Disabled, Enabled };

/// Whether a service leads, where and since when; else what does not happen, and what comes first: to enrol one, to
/// enable one, or to start it.
[[nodiscard]] QString serviceLeadText(
    const ServiceState &state, ServicesThere there, bool onServer, const QTimeZone &zone);
/// How many copies services lack, counted up to `most`, in all processes or in those of the person, and what that means
/// to calls; in a file, to programs that use the HTTP API. Nothing is missing: that every service has all.
[[nodiscard]] QString missingCopiesText(qint64 missing, qint64 most, bool ofAllProcesses, bool onServer);
/// That calls over a new binding reach nobody yet, because no service has a copy of the listed agent's number; in a
/// file, that programs are told of none.
[[nodiscard]] QString missingLineText(bool onServer);
/// Call records that are not in the call log yet, and such as never come into it.
[[nodiscard]] QString recordStateText(const SpoolState &state, const QTimeZone &zone);
/// How many copies were sealed, how many are missing still, and why.
[[nodiscard]] QString sealReportText(const SealReport &report);

/// What is typed on the computer that shall run the service, line by line. `file`: the identity, in its folder on a
/// server, else with its path; `home`: where a service of one's own looks for it.
[[nodiscard]] QStringList serviceCommands(const QString &file, bool onServer, const QString &home);

} // namespace callveil
