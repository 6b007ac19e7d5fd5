// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/sheets/page_layout.h"
#include "exchange/sheets/sheet_writer.h"

#include <QFile>

#include <memory>

class QPainter;
class QPdfWriter;

namespace callveil {

/// A table as a document of pages, which it paints as soon as they are full. The first rows decide how wide the columns
/// are and how the pages lie.
class PdfSheet final : public SheetWriter {
public:
    /// `path` is written anew, with the rights that it has. `paper` is upright, in points.
    explicit PdfSheet(const QString &path, QSizeF paper = PageLayout::usualPaper());
    ~PdfSheet() override;
    Q_DISABLE_COPY_MOVE(PdfSheet)

    /// Whether this program has fonts: a QGuiApplication, on whichever platform.
    [[nodiscard]] static bool isPossible();

    [[nodiscard]] bool begin(const SheetHead &head) override;
    [[nodiscard]] bool add(const QStringList &cells) override;
    [[nodiscard]] bool finish() override;

private:
    [[nodiscard]] bool start();
    [[nodiscard]] bool paintFullPages();
    [[nodiscard]] bool paintRows(size_t rows);

    QFile m_file;
    QSizeF m_paper;
    SheetHead m_head;
    std::vector<QStringList> m_rows; ///< of the next page; of the sample, before there is a layout
    std::optional<PageLayout> m_layout;
    std::unique_ptr<QPdfWriter> m_writer;
    std::unique_ptr<QPainter> m_painter; ///< ends before its writer
    qint64 m_pages = 0;
};

} // namespace callveil
