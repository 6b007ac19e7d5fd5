// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/sheets/csv_sheet.h"

#include "exchange/text/csv_file.h"

namespace callveil {

bool CsvSheet::begin(const SheetHead &head)
{
    return m_file.open(QIODevice::WriteOnly | QIODevice::Truncate) && add(head.titles());
}

bool CsvSheet::add(const QStringList &cells)
{
    const QByteArray line = csvLine(cells);
    return m_file.write(line) == line.size();
}

bool CsvSheet::finish()
{
    const bool written = m_file.flush() && m_file.error() == QFileDevice::NoError;
    m_file.close();
    return written;
}

} // namespace callveil
