// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/text/titled_rows.h"

#include <QFileInfo>

namespace callveil {

namespace {

constexpr qint64 mostPeeked = 4096;

char delimiterOf(QFile &file)
{
    const QByteArray first = file.peek(mostPeeked).split('\n').front();
    return first.count(';') > first.count(',') ? ';' : ',';
}

QString cellAt(const CsvRow &row, int place)
{
    return place >= 0 && place < row.size() ? QString::fromUtf8(row.field(place)) : QString();
}

} // namespace

TitledRows::TitledRows(const QString &path, QStringList titles)
    : m_name(QFileInfo(path).fileName()), m_titles(std::move(titles)), m_file(path), m_places(m_titles.size(), -1)
{ }

Result<void> TitledRows::open()
{
    if (!m_file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, Fault::FileUnreadable, {m_name});
    m_rows.emplace(TextDecoder(m_file, {}, {}), delimiterOf(m_file));
    const auto more = m_rows->next(m_row);
    if (!more)
        return failed(more);
    if (!*more)
        return fail(ErrorCode::Invalid, Fault::FileEmpty, {m_name});
    m_columns = m_row.size();
    for (int place = 0; place < m_columns; ++place)
        for (qsizetype title = 0; title < m_titles.size(); ++title)
            if (cellAt(m_row, place).compare(m_titles.at(title), Qt::CaseInsensitive) == 0)
                m_places[title] = place;
    return {};
}

Result<bool> TitledRows::next()
{
    return m_rows->next(m_row);
}

QString TitledRows::cell(int column) const
{
    return cellAt(m_row, m_places[column]);
}

bool TitledRows::isOverlong() const
{
    for (int place = m_columns; place < m_row.size(); ++place)
        if (!m_row.field(place).isEmpty())
            return true;
    return false;
}

} // namespace callveil
