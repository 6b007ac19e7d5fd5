// SPDX-License-Identifier: GPL-3.0-or-later
#include "export_bench.h"

#include "bench_options.h"
#include "measure.h"

#include "services/calls/call_export_service.h"
#include "services/calls/call_log_service.h"

#include <QFile>
#include <QTemporaryDir>

#include <xlsxwriter.h>

namespace callveil {

namespace {

constexpr int times = 3, sampled = 5000;
constexpr qint64 rowsInSheet = 1000000;

std::vector<std::vector<QByteArray>> someRows(Workspace &workspace)
{
    const auto page = CallLogService(workspace).page({}, CallLogService::newest(), true, sampled).result();
    if (!page || page->calls.empty())
        qFatal("there are no calls to export");
    const CallSheet sheet = plainCallSheet(QTimeZone::utc());
    std::vector<std::vector<QByteArray>> rows;
    for (const CallLine &call : page->calls) {
        std::vector<QByteArray> row;
        for (const QString &cell : sheet.cells(call))
            row.push_back(cell.toUtf8());
        rows.push_back(std::move(row));
    }
    return rows;
}

void writeCsv(const QString &path, const std::vector<std::vector<QByteArray>> &rows, qint64 count)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("no file can be written");
    for (qint64 i = 0; i < count; ++i) {
        const auto &row = rows[size_t(i) % rows.size()];
        for (size_t cell = 0; cell < row.size(); ++cell) {
            file.write(row[cell]);
            file.write(cell + 1 < row.size() ? "," : "\r\n");
        }
    }
}

void writeBook(const QString &path, const std::vector<std::vector<QByteArray>> &rows, qint64 count)
{
    lxw_workbook_options options{};
    options.constant_memory = 1;
    lxw_workbook *book = workbook_new_opt(QFile::encodeName(path).constData(), &options);
    lxw_worksheet *sheet = nullptr;
    for (qint64 i = 0; i < count; ++i) {
        if (i % rowsInSheet == 0)
            sheet = workbook_add_worksheet(book, nullptr);
        const auto &row = rows[size_t(i) % rows.size()];
        for (size_t cell = 0; cell < row.size(); ++cell)
            worksheet_write_string(sheet, lxw_row_t(i % rowsInSheet), lxw_col_t(cell), row[cell].constData(), nullptr);
    }
    if (workbook_close(book) != LXW_NO_ERROR)
        qFatal("no workbook can be written");
}

} // namespace

void benchExport(BenchOrganisation &organisation, BenchReport &report)
{
    Workspace &workspace = organisation.workspace();
    const auto rows = someRows(workspace);
    const QTemporaryDir folder;
    for (const SheetFormat format : {SheetFormat::Csv, SheetFormat::Xlsx}) {
        Samples ours, reference;
        CallExportOrder order;
        order.file = folder.filePath(QStringLiteral("ours.") + sheetKey(format));
        order.format = format;
        qint64 written = 0;
        const double before = residentMb();
        double peak = 0;
        forgetPeak();
        for (int time = 0; time < times; ++time) {
            ours.add(wallMs([&] {
                const auto done =
                    CallExportService(workspace).run(order, std::make_shared<CallExportProgress>()).result();
                written = done ? done->rows : 0;
            }));
            if (time == 0)
                peak = peakMb() - before;
            if (written == 0)
                qFatal("the calls cannot be exported");
            const QString bare = folder.filePath(QStringLiteral("bare.") + sheetKey(format));
            reference.add(wallMs(
                [&] { format == SheetFormat::Csv ? writeCsv(bare, rows, written) : writeBook(bare, rows, written); }));
        }
        const auto rate = [&](double ms) { return double(written) / ms * 1000; };
        report.add({QStringLiteral("105"), engineName(organisation.tests().engine()),
            QStringLiteral("export of the call log, %1").arg(sheetKey(format)), rate(ours.median()),
            rate(reference.median()), QStringLiteral("rows/s"), 0, true, 0,
            QStringLiteral("%1 rows, %2 MB more memory at most; bare: a loop that writes the same texts")
                .arg(written)
                .arg(peak, 0, 'f', 1)});
    }
}

} // namespace callveil
