// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench_options.h"
#include "bench_organisation.h"
#include "bench_report.h"
#include "measure.h"

#include "services/calls/call_log_service.h"

namespace callveil {

/// Rows 1 to 3: pages of a full call log, from the service call to the rows in hand.
class PageBench final {
public:
    PageBench(const BenchOptions &options, BenchOrganisation &organisation, BenchReport &report);

    void run();

private:
    double page(const CallFilter &filter, const CallKey &key, int expected);
    void firstPage();
    void jumps();
    void filters();
    void addLine(const char *row, const QString &what, double ours, double reference, double goal, double limit,
        const QString &note = {});

    const BenchOptions &m_options;
    BenchOrganisation &m_organisation;
    BenchReport &m_report;
    CallLogService m_service;
    QString m_engine;
    double m_firstPage = 0; ///< median, ms
};

} // namespace callveil
