// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/configuration_page.h"

#include "ui/shell/leave_guard.h"
#include "ui/shell/notifier.h"
#include "ui/shell/side_tab_bar.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/help_topic.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QStackedWidget>

#include <utility>

namespace callveil {

ConfigurationPage::ConfigurationPage(
    std::vector<PageEntry> entries, const PageContext &context, LeaveGuard &guard, QWidget *parent)
    : Page(parent), m_entries(std::move(entries)), m_context(context), m_guard(guard), m_bar(new SideTabBar),
      m_stack(new QStackedWidget), m_pages(m_entries.size(), nullptr)
{
    m_bar->setObjectName(QStringLiteral("configurationTabs"));
    m_bar->setAccessibleName(tr("System Configuration"));
    {
        const QSignalBlocker quiet(m_bar);
        for (const PageEntry &entry : m_entries)
            m_bar->addTab(entry.title);
    }
    auto *bar = new QVBoxLayout;
    bar->setContentsMargins(gridUnit(this), gridUnit(this), 0, 0);
    bar->addWidget(m_bar);
    bar->addStretch();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_stack, 1);
    connect(m_bar, &QTabBar::currentChanged, this, &ConfigurationPage::request);
    if (!m_entries.empty())
        open(0);
}

/// The bar has moved already; it goes back until the page that is left agrees.
void ConfigurationPage::request(int index)
{
    if (index < 0 || index == m_current)
        return;
    {
        const QSignalBlocker quiet(m_bar);
        m_bar->setCurrentIndex(m_current);
    }
    m_context.notifier.dismiss(Notifier::Kind::Done); // it told of the tab that is left
    m_guard.leave(currentPage(), currentTitle(), [this, index] {
        open(index);
        refresh();
    });
}

void ConfigurationPage::open(int index)
{
    Page *&page = m_pages[size_t(index)];
    if (!page) {
        page = m_entries[size_t(index)].make(m_context, m_stack);
        m_stack->addWidget(page);
        connect(page, &Page::changesSettled, this, &Page::changesSettled);
        setHelpTopic(*page, m_entries[size_t(index)].id);
        connect(page, &Page::linkFollowed, this, &Page::linkFollowed);
    }
    m_current = index;
    const QSignalBlocker quiet(m_bar);
    m_bar->setCurrentIndex(index);
    m_stack->setCurrentWidget(page);
}

bool ConfigurationPage::keepOnly(const QSet<Permission> &permissions)
{
    int first = -1;
    const QSignalBlocker quiet(m_bar); // a bar moves on by itself when its current tab is hidden
    for (int index = 0; index < int(m_entries.size()); ++index) {
        const std::optional<Permission> needed = m_entries[size_t(index)].permission;
        if (!needed || permissions.contains(*needed)) {
            first = first < 0 ? index : first;
            continue;
        }
        m_bar->setTabVisible(index, false);
        if (m_current == index)
            m_current = -1;
        delete std::exchange(m_pages[size_t(index)], nullptr);
    }
    if (first >= 0 && m_current < 0) {
        open(first);
        refresh();
    }
    return first >= 0;
}

Page *ConfigurationPage::currentPage() const
{
    return m_current < 0 ? nullptr : m_pages[size_t(m_current)];
}

QString ConfigurationPage::currentTitle() const
{
    return m_current < 0 ? QString() : m_entries[size_t(m_current)].title;
}

QString ConfigurationPage::currentId() const
{
    return m_current < 0 ? QString() : m_entries[size_t(m_current)].id;
}

void ConfigurationPage::follow(const PageLink &link)
{
    for (int index = 0; index < int(m_entries.size()); ++index) {
        if (m_entries[size_t(index)].id != link.page || !m_bar->isTabVisible(index))
            continue;
        open(index);
        m_pages[size_t(index)]->follow(link);
    }
}

bool ConfigurationPage::hasChanges() const
{
    return currentPage() && currentPage()->hasChanges();
}

void ConfigurationPage::applyChanges()
{
    if (Page *page = currentPage())
        page->applyChanges();
}

void ConfigurationPage::discardChanges()
{
    if (Page *page = currentPage())
        page->discardChanges();
}

void ConfigurationPage::refresh()
{
    if (Page *page = currentPage())
        page->refresh();
}

} // namespace callveil
