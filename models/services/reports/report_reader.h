// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/reports/report_names.h"
#include "services/reports/report_service.h"
#include "services/reports/report_sums.h"
#include "storage/processes/process_store.h"

namespace callveil {

/// Reads the sums of a report, on a database thread, of what the person sees.
class ReportReader final {
public:
    ReportReader(Connection &connection, const Identity &me, const ReportRequest &request, ReportService::Stop stop)
        : m_connection(connection), m_me(me), m_request(request), m_stop(std::move(stop)), m_store(connection)
    { }

    [[nodiscard]] Result<Report> read();

private:
    /// A period in pieces.
    struct Period {
        QDate from, to;
        ReportStep step;
        std::vector<QDate> pieces;

        Period(QDate first, QDate last, ReportStep by);
        [[nodiscard]] std::vector<DaySpan> spans() const;
        [[nodiscard]] DaySpan days() const;
        /// The place of the piece that a day lies in.
        [[nodiscard]] int pieceOf(int day) const;
    };

    [[nodiscard]] Result<void> findProcesses();
    /// Of the period, and of the one before when it is compared with.
    struct Both {
        ReportSums now, before;
        int piecesBefore = 0;
    };

    [[nodiscard]] Result<Both> both(const Report &report, ReportBy by, ReportStep step);
    [[nodiscard]] std::vector<ReportRow> rows(const Both &sums, ReportBy by, ReportStep step) const;
    /// Whether what rows count adds up to the totals.
    [[nodiscard]] bool addsUp() const;
    [[nodiscard]] Result<ReportSums> sums(const Period &period, ReportBy by, const ReportNames &names);
    [[nodiscard]] Result<ReportSums> callSums(const Period &period, ReportBy by, const ReportNames &names);
    [[nodiscard]] Result<void> addCharges(ReportSums &sums, const DaySums &which, const ReportNames &names);
    [[nodiscard]] Result<ReportSums> poolSums(const Period &period, ReportBy by, const ReportNames &names);
    [[nodiscard]] Result<ReportSums> lateSums(const Period &period, ReportBy by, const ReportNames &names);
    [[nodiscard]] Result<ReportSums> optOutSums(const Period &period, ReportBy by, const ReportNames &names);
    [[nodiscard]] Result<ReportSums> revealSums(const Period &period, ReportBy by, const ReportNames &names);
    [[nodiscard]] bool isStopped() const { return m_stop && *m_stop; }

    Connection &m_connection;
    const Identity &m_me;
    ReportRequest m_request;
    ReportService::Stop m_stop;
    ReportStore m_store;
    QList<ProcessId> m_processes;
};

/// Those that the person sees, by name.
[[nodiscard]] Result<std::vector<Process>> seenProcesses(Connection &connection, const Identity &me);
/// Days since 1970.
[[nodiscard]] int dayNumber(QDate day);

} // namespace callveil
