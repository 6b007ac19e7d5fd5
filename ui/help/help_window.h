// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/help/help_book.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace callveil {

class HelpBrowser;
class HelpTableModel;
class ListTable;

/// The help in a window of its own: the list of its pages, a search in them, and the page that is read. It stays usable
/// beside a dialog.
class HelpWindow final : public QWidget {
    Q_OBJECT

public:
    explicit HelpWindow(QWidget *parent = nullptr);

    /// Shows that page, in front of everything; the first one when there is no such page.
    void open(const QString &page);
    [[nodiscard]] const HelpBook &book() const { return m_book; }

private:
    void setUpParts();
    void arrange();
    void search();
    void openChosen();
    void noteSource(const QUrl &source);
    /// Where the list has it.
    void choose(const QString &page);

    HelpBook m_book;
    HelpTableModel *m_model;
    QLineEdit *m_search;
    ListTable *m_list;
    QPushButton *m_back;
    QPushButton *m_forward;
    HelpBrowser *m_text;
};

} // namespace callveil
