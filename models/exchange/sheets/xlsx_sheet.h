// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/sheets/sheet_writer.h"

struct lxw_format;
struct lxw_workbook;
struct lxw_worksheet;

namespace callveil {

/// A table as a workbook of Office Open XML: every cell is text, the titles stay in sight and filter. What does not fit
/// into one sheet goes on in the next, "Calls (2)". The rows wait in files without names in the folder of the file.
class XlsxSheet final : public SheetWriter {
public:
    static constexpr int s_mostRows = 1000000; ///< a sheet takes 1,048,576, the titles included

    /// `path` is written anew, with the rights that it has. `mostRows` is of one sheet.
    explicit XlsxSheet(const QString &path, int mostRows = s_mostRows);
    ~XlsxSheet() override;
    Q_DISABLE_COPY_MOVE(XlsxSheet)

    [[nodiscard]] bool begin(const SheetHead &head) override;
    [[nodiscard]] bool add(const QStringList &cells) override;
    [[nodiscard]] bool finish() override;

private:
    [[nodiscard]] bool addSheet();
    [[nodiscard]] bool addRow(const QStringList &cells, bool isTitle);
    /// False when the disk did not take a sheet's rows; the library does not look.
    [[nodiscard]] bool tookRows() const;
    void dress(lxw_worksheet *sheet, int rows) const;
    [[nodiscard]] bool isWhole(size_t sheets) const;
    void giveUp();

    QString m_path;
    int m_mostRows;
    SheetHead m_head;
    std::vector<qsizetype> m_letters; ///< of the longest text seen in each column
    lxw_workbook *m_book = nullptr;
    lxw_format *m_title = nullptr, *m_text = nullptr, *m_figures = nullptr;
    std::vector<lxw_worksheet *> m_sheets;
    int m_row = 0; ///< of the last sheet: the next one
};

} // namespace callveil
