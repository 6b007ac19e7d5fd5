// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/page_deck.h"

#include "ui/shell/configuration_page.h"
#include "ui/shell/leave_guard.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/help_topic.h"
#include "ui/widgets/palette_icon.h"

#include <QListWidget>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace callveil {

namespace {
const QString s_configuration = QStringLiteral("configuration");
}

PageDeck::PageDeck(std::vector<PageEntry> pages, const PageContext &context, LeaveGuard &guard, QWidget *parent)
    : QWidget(parent), m_context(context), m_guard(guard), m_list(new QListWidget), m_stack(new QStackedWidget),
      m_right(new QVBoxLayout)
{
    setupEntries(std::move(pages), guard);
    setupList();
    m_right->setSpacing(0);
    m_right->addWidget(m_stack, 1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_list);
    layout->addLayout(m_right, 1);
}

/// The tabs of System Configuration are one place of the list, that of the first.
void PageDeck::setupEntries(std::vector<PageEntry> pages, LeaveGuard &guard)
{
    m_places = pages;
    std::vector<PageEntry> tabs;
    qsizetype place = 0;
    for (PageEntry &page : pages) {
        if (page.inConfiguration && tabs.empty())
            place = qsizetype(m_entries.size());
        (page.inConfiguration ? tabs : m_entries).push_back(std::move(page));
    }
    if (!tabs.empty()) {
        const auto make = [tabs, &guard](const PageContext &context, QWidget *parent) -> Page * {
            return new ConfigurationPage(tabs, context, guard, parent);
        };
        m_entries.insert(m_entries.begin() + place,
            {s_configuration, tr("System Configuration"), QStringLiteral("configure"), std::nullopt, false, make});
    }
    m_pages.assign(m_entries.size(), nullptr);
}

void PageDeck::setupList()
{
    const int unit = gridUnit(this);
    m_list->setObjectName(QStringLiteral("navigation"));
    m_list->setAccessibleName(tr("Navigation"));
    m_list->setWhatsThis(tr("The pages that you may use. Ctrl and a digit opens one, too."));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setIconSize(QSize(1, 1) * fontMetrics().height() * 5 / 4);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->viewport()->setBackgroundRole(QPalette::Window);
    int width = 0;
    for (const PageEntry &entry : m_entries) {
        auto *item = new QListWidgetItem(paletteIcon(entry.iconName), entry.title, m_list);
        item->setSizeHint(QSize(unit, fontMetrics().height() + 2 * unit));
        width = qMax(width, fontMetrics().horizontalAdvance(entry.title));
    }
    m_list->setFixedWidth(width + m_list->iconSize().width() + 4 * unit);
    connect(m_list, &QListWidget::currentRowChanged, this, &PageDeck::request);
}

void PageDeck::addAbove(QWidget *widget)
{
    m_right->insertWidget(m_right->count() - 1, widget);
}

bool PageDeck::isEmpty() const
{
    for (int row = 0; row < m_list->count(); ++row)
        if (!m_list->isRowHidden(row))
            return false;
    return true;
}

void PageDeck::openFirst()
{
    for (int row = 0; row < m_list->count(); ++row)
        if (!m_list->isRowHidden(row))
            return open(row);
}

/// The list has moved already; it goes back until the page that is left agrees.
void PageDeck::request(int row)
{
    if (row < 0 || row == m_current || m_list->isRowHidden(row))
        return;
    {
        const QSignalBlocker quiet(m_list);
        m_list->setCurrentRow(m_current);
    }
    Q_EMIT leaving();
    leave([this, row] { open(row); });
}

int PageDeck::rowOf(const PageEntry &place) const
{
    const QString id = place.inConfiguration ? s_configuration : place.id;
    const auto entry =
        std::find_if(m_entries.begin(), m_entries.end(), [&](const PageEntry &each) { return each.id == id; });
    return entry == m_entries.end() ? -1 : int(entry - m_entries.begin());
}

void PageDeck::go(const PageLink &link)
{
    const auto place =
        std::find_if(m_places.begin(), m_places.end(), [&](const PageEntry &each) { return each.id == link.page; });
    if (place == m_places.end())
        return;
    Q_EMIT leaving();
    leave([this, row = rowOf(*place), link] { open(row, link); });
}

void PageDeck::open(int row, const PageLink &link)
{
    Page *&page = m_pages[size_t(row)];
    if (!page) {
        page = m_entries[size_t(row)].make(m_context, m_stack);
        m_stack->addWidget(page);
        setHelpTopic(*page, m_entries[size_t(row)].id);
        connect(page, &Page::linkFollowed, this, &PageDeck::go);
        Q_EMIT made(page);
    }
    m_current = row;
    const QSignalBlocker quiet(m_list);
    m_list->setCurrentRow(row);
    m_stack->setCurrentWidget(page);
    if (!link.page.isEmpty())
        page->follow(link);
    page->refresh();
}

void PageDeck::leave(std::function<void()> go)
{
    m_guard.leave(currentPage(), currentTitle(), std::move(go));
}

Page *PageDeck::currentPage() const
{
    return m_current < 0 ? nullptr : m_pages[size_t(m_current)];
}

QString PageDeck::currentId() const
{
    if (const auto *configuration = qobject_cast<ConfigurationPage *>(currentPage()))
        return configuration->currentId();
    return m_current < 0 ? QString() : m_entries[size_t(m_current)].id;
}

QString PageDeck::currentTitle() const
{
    if (const auto *configuration = qobject_cast<ConfigurationPage *>(currentPage()))
        return configuration->currentTitle();
    return m_current < 0 ? QString() : m_entries[size_t(m_current)].title;
}

void PageDeck::refresh()
{
    if (Page *page = currentPage())
        page->refresh();
}

void PageDeck::renew()
{
    Page *page = currentPage();
    if (page && !page->hasChanges())
        page->refresh();
}

void PageDeck::keepOnly(const QSet<Permission> &permissions)
{
    std::erase_if(m_places, [&](const PageEntry &place) { return !place.isFor(permissions); });
    for (int row = 0; row < m_list->count(); ++row) {
        Page *&page = m_pages[size_t(row)];
        auto *configuration = qobject_cast<ConfigurationPage *>(page);
        const bool stays =
            configuration ? configuration->keepOnly(permissions) : m_entries[size_t(row)].isFor(permissions);
        if (stays)
            continue;
        m_list->setRowHidden(row, true);
        if (m_current == row)
            m_current = -1;
        delete std::exchange(page, nullptr);
    }
    if (m_current < 0)
        openFirst();
}

} // namespace callveil
