// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

class QListWidget;
class QStackedWidget;
class QVBoxLayout;

namespace callveil {

class LeaveGuard;

/// The pages of a window: the list that leads to them, and the one that is shown. A page is made when it is first
/// shown, and goes with the permission that it needs.
class PageDeck final : public QWidget {
    Q_OBJECT

public:
    PageDeck(std::vector<PageEntry> pages, const PageContext &context, LeaveGuard &guard, QWidget *parent = nullptr);

    /// Puts a widget above the pages, beside the list.
    void addAbove(QWidget *widget);
    [[nodiscard]] bool isEmpty() const;
    /// In the order of the list; the rows stay when a page goes.
    [[nodiscard]] const std::vector<PageEntry> &entries() const { return m_entries; }
    void request(int row);
    /// Every page and tab that can be opened, in the order of the list.
    [[nodiscard]] const std::vector<PageEntry> &places() const { return m_places; }
    /// Opens the page or tab that the link names, if the person may use it, and shows what it names there.
    void go(const PageLink &link);
    void openFirst();
    /// Goes on when nothing of the page that is shown would be lost.
    void leave(std::function<void()> go);
    [[nodiscard]] Page *currentPage() const;
    /// Id of the page or tab that is shown: "masking"; empty when there is none.
    [[nodiscard]] QString currentId() const;
    void refresh();
    /// The same, unless the page holds edits.
    void renew();
    /// Takes the pages away that need another permission, with the edits in them.
    void keepOnly(const QSet<Permission> &permissions);

Q_SIGNALS:
    /// A page was made.
    void made(callveil::Page *page);
    /// The page that is shown is left on request.
    void leaving();

private:
    void setupEntries(std::vector<PageEntry> pages, LeaveGuard &guard);
    void setupList();
    void open(int row, const PageLink &link = {});
    [[nodiscard]] int rowOf(const PageEntry &place) const;
    [[nodiscard]] QString currentTitle() const;

    PageContext m_context;
    LeaveGuard &m_guard;
    QListWidget *m_list;
    QStackedWidget *m_stack;
    QVBoxLayout *m_right;
    std::vector<PageEntry> m_entries;
    std::vector<PageEntry> m_places;
    std::vector<Page *> m_pages;
    int m_current = -1;
};

} // namespace callveil
