// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reports/report_store.h"

#include "storage/database/list_text.h"

namespace callveil {

namespace {

/// As the statements read them: first day and last day in one figure.
QString textOf(const std::vector<DaySpan> &pieces, Engine engine)
{
    constexpr qint64 perFirst = 100000;
    QList<qint64> spans;
    for (const DaySpan &piece : pieces)
        spans.append(piece.first * perFirst + piece.second);
    return listText(spans, engine);
}

DayCount dayCount(const Row &row)
{
    return {row.number(0), row.text(1), row.integer(2)};
}

} // namespace

Result<std::vector<CallSumsOf>> ReportStore::calls(const DaySums &which)
{
    const Engine engine = m_connection.engine();
    return m_connection.all("report.calls",
        {{":pieces", textOf(which.pieces, engine)}, {":processes", listText(which.processes, engine)},
            {":sort", int(which.sort)}, {":by", int(which.by)}},
        [](const Row &row) {
            return CallSumsOf{row.number(0), row.text(1),
                {row.integer(2), row.integer(3), row.integer(4), row.integer(5), row.integer(6), row.integer(7)}};
        });
}

Result<std::vector<ChargeSumsOf>> ReportStore::charges(const DaySums &which)
{
    const Engine engine = m_connection.engine();
    return m_connection.all("report.charges",
        {{":pieces", textOf(which.pieces, engine)}, {":processes", listText(which.processes, engine)},
            {":sort", int(which.sort)}, {":by", int(which.by)}},
        [](const Row &row) {
            return ChargeSumsOf{row.number(0), row.text(1), row.number(2), row.text(3), row.integer(4), row.integer(5)};
        });
}

Result<std::vector<PoolSumsOf>> ReportStore::pools(const std::vector<DaySpan> &pieces)
{
    const Engine engine = m_connection.engine();
    return m_connection.all("report.pools", {{":pieces", textOf(pieces, engine)}}, [](const Row &row) {
        return PoolSumsOf{row.number(0), {row.integer(1)}, row.integer(2), row.integer(3), row.integer(4),
            row.integer(5), row.integer(6)};
    });
}

Result<std::vector<DayCount>> ReportStore::lateCalls(const DaySpan &days)
{
    return m_connection.all("report.late", {{":from_day", days.first}, {":to_day", days.second}}, &dayCount);
}

Result<std::vector<DayCount>> ReportStore::optOuts(const DaySpan &days)
{
    return m_connection.all("report.opt_outs", {{":from_day", days.first}, {":to_day", days.second}}, &dayCount);
}

Result<std::vector<RevealCount>> ReportStore::reveals(const DaySpan &days)
{
    return m_connection.all(
        "report.reveals", {{":from_day", days.first}, {":to_day", days.second}}, [](const Row &row) {
            return RevealCount{row.number(0), {row.integer(1)}, row.integer(2), row.integer(3), row.integer(4)};
        });
}

Result<SumsChecked> ReportStore::check(ProcessId process, const DaySpan &days)
{
    SumsChecked checked;
    const auto read = m_connection.forEach("report.check",
        {{":process", process.value}, {":from_day", days.first}, {":to_day", days.second}}, [&](const Row &row) {
            if (const auto day = row.maybe(0))
                checked.odd.push_back({int(*day), row.number(1), row.text(2)});
            else
                checked.rows = row.integer(3);
        });
    if (!read)
        return failed(read);
    return checked;
}

} // namespace callveil
