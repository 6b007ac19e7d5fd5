// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

class QStackedWidget;

namespace callveil {

class LeaveGuard;
class SideTabBar;

/// System Configuration: the pages that are its tabs, at the side. A tab is made when it is first shown.
class ConfigurationPage final : public Page {
    Q_OBJECT

public:
    ConfigurationPage(std::vector<PageEntry> entries, const PageContext &context, LeaveGuard &guard, QWidget *parent);

    [[nodiscard]] bool hasChanges() const override;
    void applyChanges() override;
    void discardChanges() override;
    void refresh() override;
    /// Opens the tab that the link names.
    void follow(const PageLink &link) override;

    /// "Masking", for the question before it is left.
    [[nodiscard]] QString currentTitle() const;
    /// Id of its entry: "masking".
    [[nodiscard]] QString currentId() const;
    [[nodiscard]] Page *currentPage() const;
    /// Takes the tabs away that need another permission; false when none is left.
    [[nodiscard]] bool keepOnly(const QSet<Permission> &permissions);

private:
    void request(int index);
    void open(int index);

    std::vector<PageEntry> m_entries;
    PageContext m_context;
    LeaveGuard &m_guard;
    SideTabBar *m_bar;
    QStackedWidget *m_stack;
    std::vector<Page *> m_pages;
    int m_current = -1;
};

} // namespace callveil
