// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

class QTableView;

namespace callveil {

class CheckMenu;

/// The button that chooses which columns of the call log are shown; the last one cannot be taken away.
class ColumnMenu final : public QToolButton {
    Q_OBJECT

public:
    explicit ColumnMenu(QTableView &table, QWidget *parent = nullptr);

Q_SIGNALS:
    void columnsChosen();

private:
    void fill();
    void keepOne();
    void toggle(int column, bool shown);

    QTableView &m_table;
    CheckMenu *m_menu;
};

} // namespace callveil
