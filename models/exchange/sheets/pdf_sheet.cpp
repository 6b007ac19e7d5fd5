// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/sheets/pdf_sheet.h"

#include "exchange/sheets/page_painter.h"

#include <QGuiApplication>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>

namespace callveil {

PdfSheet::PdfSheet(const QString &path, QSizeF paper) : m_file(path), m_paper(paper) { }

PdfSheet::~PdfSheet() = default;

bool PdfSheet::isPossible()
{
    return qobject_cast<QGuiApplication *>(QCoreApplication::instance());
}

bool PdfSheet::begin(const SheetHead &head)
{
    m_head = head;
    return m_file.open(QIODevice::WriteOnly | QIODevice::Truncate);
}

bool PdfSheet::add(const QStringList &cells)
{
    m_rows.push_back(cells);
    if (m_layout)
        return paintFullPages();
    return m_rows.size() < PageLayout::s_sampleRows || (start() && paintFullPages());
}

bool PdfSheet::start()
{
    m_layout.emplace(m_head, m_rows, m_paper);
    m_writer = std::make_unique<QPdfWriter>(&m_file);
    m_writer->setTitle(m_head.title);
    m_writer->setCreator(QStringLiteral("Callveil"));
    m_writer->setResolution(PageLayout::s_perInch);
    m_writer->setPageSize(QPageSize(m_paper, QPageSize::Point));
    setUpPaper(*m_writer, *m_layout);
    m_painter = std::make_unique<QPainter>();
    return m_painter->begin(m_writer.get());
}

bool PdfSheet::paintFullPages()
{
    const auto full = size_t(m_layout->rowsOnPage());
    while (m_rows.size() >= full)
        if (!paintRows(full))
            return false;
    return true;
}

bool PdfSheet::paintRows(size_t rows)
{
    if (m_pages > 0 && !m_writer->newPage())
        return false;
    const SheetPage page = m_layout->page(std::span(m_rows).first(rows), ++m_pages);
    paintPage(*m_painter, page, m_writer->resolution());
    m_rows.erase(m_rows.begin(), m_rows.begin() + qptrdiff(rows));
    return m_file.error() == QFileDevice::NoError;
}

bool PdfSheet::finish()
{
    if (!m_layout && !start())
        return false;
    if (!paintFullPages() || ((!m_rows.empty() || m_pages == 0) && !paintRows(m_rows.size())))
        return false;
    const bool ended = m_painter->end() && m_file.flush() && m_file.error() == QFileDevice::NoError;
    m_file.close();
    return ended;
}

} // namespace callveil
