// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/notices/seen_notices.h"

#include <QSet>

namespace callveil {

SeenNotices::SeenNotices(const QStringList &lines)
{
    for (const QString &line : lines) {
        const qsizetype end = line.lastIndexOf(u' ');
        bool isNumber = false;
        const qint64 mark = line.mid(end + 1).toLongLong(&isNumber);
        if (end > 0 && isNumber)
            m_marks.insert(line.left(end), mark);
    }
}

QStringList SeenNotices::lines() const
{
    QStringList lines;
    for (auto each = m_marks.begin(); each != m_marks.end(); ++each)
        lines.append(QStringLiteral("%1 %2").arg(each.key()).arg(each.value()));
    lines.sort();
    return lines;
}

bool SeenNotices::isNew(const Notice &notice) const
{
    const auto seen = m_marks.find(notice.key());
    return seen == m_marks.end() || *seen < notice.mark;
}

bool SeenNotices::keepOnly(const std::vector<Notice> &present)
{
    QSet<QString> keys;
    for (const Notice &notice : present)
        keys.insert(notice.key());
    return m_marks.removeIf([&](const auto &each) { return !keys.contains(each.key()); }) > 0;
}

void SeenNotices::look(const std::vector<Notice> &present)
{
    m_marks.clear();
    for (const Notice &notice : present)
        m_marks.insert(notice.key(), notice.mark);
}

} // namespace callveil
