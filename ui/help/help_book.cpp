// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/help_book.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <array>

namespace callveil {

namespace {

/// What comes first in the list; the rest follows by title.
constexpr std::array s_first{"overview", "first-start", "sign-in", "symptoms", "shortcuts"};

int placeOf(const HelpPage &page)
{
    const auto found =
        std::find_if(s_first.begin(), s_first.end(), [&](const char *id) { return page.id == QLatin1String(id); });
    return int(found - s_first.begin());
}

QString titleOf(const QString &text)
{
    const QString first = text.section(u'\n', 0, 0);
    return first.startsWith(QLatin1String("# ")) ? first.mid(2).trimmed() : QString();
}

} // namespace

HelpBook::HelpBook()
{
    const QDir folder(QStringLiteral(":/help"));
    for (const QString &name : folder.entryList({QStringLiteral("*.md")}, QDir::Files)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QString text = QString::fromUtf8(file.readAll());
        m_pages.push_back({name.chopped(3), titleOf(text), text});
    }
    std::sort(m_pages.begin(), m_pages.end(), [](const HelpPage &left, const HelpPage &right) {
        const int places[] = {placeOf(left), placeOf(right)};
        return places[0] != places[1] ? places[0] < places[1]
                                      : QString::localeAwareCompare(left.title, right.title) < 0;
    });
}

const HelpPage *HelpBook::find(const QString &id) const
{
    const auto page = std::find_if(m_pages.begin(), m_pages.end(), [&](const HelpPage &each) { return each.id == id; });
    return page == m_pages.end() ? nullptr : &*page;
}

std::vector<int> HelpBook::search(const QString &typed) const
{
    const QStringList words = typed.split(u' ', Qt::SkipEmptyParts);
    std::vector<int> found;
    for (size_t place = 0; place < m_pages.size(); ++place) {
        const QString &text = m_pages[place].text;
        const bool holdsAll = std::all_of(
            words.begin(), words.end(), [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
        if (holdsAll)
            found.push_back(int(place));
    }
    return found;
}

} // namespace callveil
