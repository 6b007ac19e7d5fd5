// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/calls/call_table_model.h"

#include <QTableView>

namespace callveil {

/// The table of the call log. It shows the window of a CallTableModel, asks it for more before an edge comes into
/// sight, and keeps its place and its current call while rows come and go around it.
class CallTable final : public QTableView {
    Q_OBJECT

public:
    explicit CallTable(CallTableModel &model, QWidget *parent = nullptr);

    [[nodiscard]] int topRow() const;
    /// Rows that fit in whole.
    [[nodiscard]] int visibleRows() const;
    /// The call that the person is at; it stays while it is scrolled out of the window.
    [[nodiscard]] CallId currentCall() const { return m_current; }
    /// The person is at no call any more.
    void forgetCurrent();
    void scrollToRow(int row);
    void copySelection() const;
    void copyCell() const;
    /// A log of fewer than six rows is none.
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The person went to another call.
    void callChosen(const callveil::CallLine &call);
    /// Other rows are visible, or the window changed.
    void placeChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void setUpHeader();
    void keepPlace();
    void restorePlace(int shift);
    void land(CallTableModel::Landing landing);
    void restoreCurrent();
    void lookAhead();
    [[nodiscard]] bool goToEdge(QKeyEvent *event);

    CallTableModel &m_model;
    CallId m_current;
    std::optional<int> m_place; ///< the top row, while rows come and go
    std::optional<CallTableModel::Landing> m_edge; ///< Home or End was pressed: the edge's row becomes current
    bool m_settling = false; ///< changes of current row and scroll position are not the person's
};

} // namespace callveil
