// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/calls/call_export_service.h"

#include "exchange/sheets/sheet_file.h"
#include "services/calls/actual_numbers.h"
#include "services/calls/call_pages.h"
#include "services/reveal/number_request.h"

#include <QHash>

namespace callveil {

namespace {

constexpr int rowsAtOnce = ExportOrder::mostInPart / 2; // two parties each

/// Which calls were read. Their ids are given one after the other, and 64 of them share a word: ten million calls in a
/// row take some megabytes, and a filter that picks few has few words.
class CallsRead final {
public:
    /// Takes those out that were read before.
    void dropKnown(std::vector<CallLine> &calls)
    {
        std::erase_if(calls, [this](const CallLine &call) {
            quint64 &word = m_words[call.id.value / idsInWord];
            const quint64 bit = quint64(1) << (call.id.value % idsInWord);
            const bool isKnown = (word & bit) != 0;
            word |= bit;
            return isKnown;
        });
    }

private:
    static constexpr qint64 idsInWord = 64;
    QHash<qint64, quint64> m_words;
};

/// One export.
class CallExport final {
public:
    CallExport(Connection &connection, const Identity &me, const CallExportOrder &order, CallExportProgress &progress)
        : m_connection(connection), m_me(me), m_order(order), m_progress(progress), m_store(connection, me),
          m_file(order.file, order.format), m_sheet(order.sheet.value_or(plainCallSheet(order.zone)))
    { }

    Result<CallExportReport> run();

private:
    /// Calls `use` with each page, newest first, without calls that are newer than the first look. Each page is read as
    /// things stand then, so that nothing is kept from being tidied away and rights that are taken end it. A call comes
    /// once, although an import that brings an earlier leg puts it further down meanwhile; none moves up.
    [[nodiscard]] Result<void> eachPage(const std::function<Result<void>(std::vector<CallLine> &)> &use);
    [[nodiscard]] Result<void> fixUpperEdge();
    [[nodiscard]] Result<void> request();
    [[nodiscard]] Result<void> write(std::vector<CallLine> &calls);
    [[nodiscard]] Result<void> record();

    Connection &m_connection;
    const Identity &m_me;
    const CallExportOrder &m_order;
    CallExportProgress &m_progress;
    CallStore m_store;
    SheetFile m_file;
    CallSheet m_sheet;
    std::optional<ActualNumbers> m_numbers;
    CallKey m_upper = CallLogService::newest();
    CallExportReport m_report;
};

Result<void> CallExport::fixUpperEdge()
{
    const auto newest = readCalls(m_store, m_order.filter, m_upper, true, 1, m_progress.stop);
    if (!newest)
        return failed(newest);
    if (!newest->calls.empty())
        m_upper = {newest->calls.front().startedAt, newest->calls.front().id.value + 1}; // this one too
    return {};
}

Result<void> CallExport::eachPage(const std::function<Result<void>(std::vector<CallLine> &)> &use)
{
    CallsRead known;
    for (CallKey key = m_upper;;) {
        if (*m_progress.stop)
            return fail(ErrorCode::Cancelled, Fault::Cancelled);
        auto page = readCalls(m_store, m_order.filter, key, true, rowsAtOnce, m_progress.stop);
        if (!page)
            return failed(page);
        if (page->calls.empty())
            return {};
        key = {page->calls.back().startedAt, page->calls.back().id.value};
        known.dropKnown(page->calls);
        if (const auto used = use(page->calls); !used)
            return used;
        if (page->ends)
            return {};
    }
}

/// Counts what is asked for, and has it recorded before any number is read.
Result<void> CallExport::request()
{
    const auto reason = checkedReason(m_connection, m_order.reason, m_order.ticket);
    if (!reason)
        return failed(reason);
    m_numbers.emplace(m_connection, m_me);
    if (const auto chosen = m_numbers->chooseProcesses(); !chosen)
        return chosen;
    qint64 rows = 0;
    const auto counted = eachPage([&](std::vector<CallLine> &calls) {
        rows += qint64(calls.size());
        return m_numbers->count(calls);
    });
    if (!counted)
        return counted;
    return m_numbers->request(rows, *reason);
}

Result<void> CallExport::write(std::vector<CallLine> &calls)
{
    for (const CallLine &line : calls)
        if (!m_numbers || !m_me.viewsActual(line.process)) // those are counted as actual ones
            m_report.clear += int(isClear(line.customer)) + int(isClear(line.agentParty));
    if (m_numbers)
        if (const auto put = m_numbers->putInto(calls); !put)
            return put;
    Result<void> added;
    for (CallLine &line : calls) {
        if (added)
            added = m_file.add(m_sheet.cells(line));
        if (m_numbers) { // what pages and sheets hold until they are written goes with them
            wipe(line.customer.text);
            wipe(line.agentParty.text);
        }
    }
    if (!added)
        return added;
    m_report.rows += qint64(calls.size());
    m_progress.rows = m_report.rows;
    return {};
}

/// Of a masked export; one with actual numbers was recorded by its request.
Result<void> CallExport::record()
{
    if (m_numbers)
        return {};
    QString what = QStringLiteral("masked; rows %1").arg(m_report.rows);
    if (m_report.clear > 0)
        what += QStringLiteral("; clear %1").arg(m_report.clear);
    what += QStringLiteral("; format %1").arg(sheetKey(m_order.format));
    const Deed deed{QStringLiteral("call.export"), ExportStore::objectOfExport(), {}, what, {}};
    return m_connection.transact([&] { return DeedLog(m_connection).append(m_me, deed); });
}

Result<CallExportReport> CallExport::run()
{
    if (const auto opened = m_file.open(m_sheet.head); !opened)
        return failed(opened);
    if (const auto fixed = fixUpperEdge(); !fixed)
        return failed(fixed);
    if (m_order.actualNumbers)
        if (const auto granted = request(); !granted)
            return failed(granted);
    if (const auto written = eachPage([this](std::vector<CallLine> &calls) { return write(calls); }); !written)
        return failed(written);
    if (*m_progress.stop)
        return fail(ErrorCode::Cancelled, Fault::Cancelled);
    if (const auto recorded = record(); !recorded) // the record first: no file without an entry
        return failed(recorded);
    if (const auto done = m_file.commit(); !done)
        return failed(done);
    m_report.numbers = m_numbers ? m_numbers->shown() : 0;
    m_report.unread = m_numbers ? m_numbers->unread() : 0;
    return m_report;
}

} // namespace

QFuture<Result<CallExportReport>> CallExportService::run(
    CallExportOrder order, std::shared_ptr<CallExportProgress> progress)
{
    return m_workspace.background().run(
        [identity = m_workspace.identity(), order = std::move(order), progress = std::move(progress)](
            Connection &connection) -> Result<CallExportReport> {
            for (const Permission needed : {Permission::ViewCallLog, Permission::Export})
                if (const auto allowed = require(*identity, needed); !allowed)
                    return failed(allowed);
            return CallExport(connection, *identity, order, *progress).run();
        });
}

} // namespace callveil
