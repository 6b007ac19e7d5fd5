// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/sheets/xlsx_sheet.h"

#include "exchange/sheets/plain_numbers.h"
#include "exchange/sheets/xlsx_text.h"
#include "exchange/sheets/zip_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <xlsxwriter.h>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace callveil {

namespace {

constexpr qint64 largeBook = 3500000000; // bytes of text from which on a zip file may need its 64-bit fields
constexpr qsizetype leastLetters = 8, mostLetters = 48; // of a column's width
constexpr int measuredRows = 1000;
// The library writes the width of a column of 7n pixels as the whole number n.
constexpr qsizetype letterPixels = 7;
constexpr int textFormat = 49; // "@": what is typed into the cell later stays a text too
const QByteArray s_sheetEnd = QByteArrayLiteral("</worksheet>");

} // namespace

XlsxSheet::XlsxSheet(const QString &path, int mostRows) : m_path(path), m_mostRows(mostRows) { }

XlsxSheet::~XlsxSheet()
{
    giveUp();
}

bool XlsxSheet::begin(const SheetHead &head)
{
    m_head = head;
    m_letters.assign(head.columns.size(), leastLetters);
    QByteArray folder = QFile::encodeName(QFileInfo(m_path).absolutePath());
    lxw_workbook_options options{};
    options.constant_memory = 1;
    options.tmpdir = folder.data();
    m_book = workbook_new_opt(QFile::encodeName(m_path).constData(), &options);
    if (!m_book)
        return false;
    QByteArray title = xlsxText(head.title), note = xlsxText(head.note);
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.comments = note.data();
    workbook_set_properties(m_book, &properties);
    m_title = workbook_add_format(m_book);
    format_set_bold(m_title);
    m_text = workbook_add_format(m_book);
    m_figures = workbook_add_format(m_book);
    format_set_align(m_figures, LXW_ALIGN_RIGHT);
    for (lxw_format *format : {m_title, m_text, m_figures})
        format_set_num_format_index(format, textFormat);
    return addSheet();
}

bool XlsxSheet::addSheet()
{
    const QByteArray name = xlsxSheetName(m_head.title, int(m_sheets.size()) + 1).toUtf8();
    lxw_worksheet *sheet = workbook_add_worksheet(m_book, name.constData());
    if (!sheet)
        return false;
    m_sheets.push_back(sheet);
    m_row = 0;
    return addRow(m_head.titles(), true);
}

bool XlsxSheet::add(const QStringList &cells)
{
    if (m_row > m_mostRows) {
        dress(m_sheets.back(), m_row);
        if (!addSheet())
            return false;
    }
    return addRow(cells, false);
}

bool XlsxSheet::addRow(const QStringList &cells, bool isTitle)
{
    const qsizetype columns = std::min<qsizetype>(cells.size(), qsizetype(m_head.columns.size()));
    for (qsizetype i = 0; i < columns; ++i) {
        const QString &cell = cells[i];
        if (cell.isEmpty())
            continue;
        lxw_format *format = isTitle ? m_title : m_head.columns[size_t(i)].figures ? m_figures : m_text;
        const QByteArray text = xlsxText(cell);
        if (worksheet_write_string(m_sheets.back(), lxw_row_t(m_row), lxw_col_t(i), text.constData(), format))
            return false;
        if (m_row < measuredRows)
            m_letters[size_t(i)] = std::clamp(cell.size() + 2, m_letters[size_t(i)], mostLetters);
    }
    ++m_row;
    return tookRows();
}

bool XlsxSheet::tookRows() const
{
    return std::ferror(m_sheets.back()->optimize_tmpfile) == 0;
}

void XlsxSheet::dress(lxw_worksheet *sheet, int rows) const
{
    const auto last = lxw_col_t(std::max<size_t>(m_letters.size(), 1) - 1);
    for (size_t i = 0; i < m_letters.size(); ++i)
        worksheet_set_column_pixels(sheet, lxw_col_t(i), lxw_col_t(i), uint32_t(m_letters[i] * letterPixels), nullptr);
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_autofilter(sheet, 0, 0, lxw_row_t(rows - 1), last);
    char range[LXW_MAX_CELL_RANGE_LENGTH] = {};
    lxw_rowcol_to_range(range, 0, 0, lxw_row_t(rows - 1), last);
    worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range); // which they are meant to be
}

bool XlsxSheet::finish()
{
    dress(m_sheets.back(), m_row);
    qint64 bytes = 0;
    for (const lxw_worksheet *sheet : m_sheets) {
        if (std::fflush(sheet->optimize_tmpfile) != 0 || std::ferror(sheet->optimize_tmpfile) != 0)
            return false;
        bytes += std::ftell(sheet->optimize_tmpfile);
    }
    m_book->options.use_zip64 = bytes > largeBook;
    const size_t sheets = std::exchange(m_sheets, {}).size();
    const PlainNumbers plain;
    return workbook_close(std::exchange(m_book, nullptr)) == LXW_NO_ERROR && isWhole(sheets);
}

/// The library does not ask whether the disk took a sheet while it puts it together.
bool XlsxSheet::isWhole(size_t sheets) const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const auto entries = zipEntries(file);
    if (!entries)
        return false;
    for (const ZipEntry &entry : *entries) {
        if (!entry.name.startsWith("xl/worksheets/sheet"))
            continue;
        const auto end = zipEntryEnd(file, entry, s_sheetEnd.size());
        if (!end || *end != s_sheetEnd)
            return false;
        --sheets;
    }
    return sheets == 0;
}

void XlsxSheet::giveUp()
{
    if (!m_book)
        return;
    for (lxw_worksheet *sheet : m_sheets) // which the library would leave open
        std::fclose(std::exchange(sheet->optimize_tmpfile, nullptr));
    m_sheets.clear();
    lxw_workbook_free(std::exchange(m_book, nullptr));
}

} // namespace callveil
