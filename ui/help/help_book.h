// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace callveil {

/// One page of the help.
struct HelpPage {
    QString id; ///< file name without ".md"; that of a page or tab of the console is the page's own
    QString title; ///< its first heading
    QString text; ///< Markdown
};

/// The pages of the help, which travel inside the program (resources/help). Nothing is read from disk or the network.
class HelpBook final {
public:
    HelpBook();

    /// In the order of the list of pages: what a newcomer reads first comes first.
    [[nodiscard]] const std::vector<HelpPage> &pages() const { return m_pages; }
    /// nullptr when there is none.
    [[nodiscard]] const HelpPage *find(const QString &id) const;
    /// Places in pages() of those that hold every word that was typed; all when nothing was.
    [[nodiscard]] std::vector<int> search(const QString &typed) const;

private:
    std::vector<HelpPage> m_pages;
};

} // namespace callveil
