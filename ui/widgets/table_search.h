// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAbstractItemModel;
class QLabel;
class QLineEdit;
class QSortFilterProxyModel;

namespace callveil {

class ListTable;

/// The search above a table: it narrows the rows to those that hold what is typed, in any column, and counts them.
/// Ctrl+F leads there.
class TableSearch final : public QWidget {
    Q_OBJECT

public:
    /// Gives the table its model. `name` is for screen readers, `hint` stands in the empty field.
    TableSearch(ListTable &table, QAbstractItemModel &model, const QString &name, const QString &hint, QWidget *parent);

    /// What is narrowed, and in which order it is sorted.
    [[nodiscard]] QSortFilterProxyModel &rows() const { return *m_rows; }
    /// Where Tab goes.
    [[nodiscard]] QWidget *field() const;
    void clear();
    /// To be called when the model has other rows.
    void apply();
    /// Chooses a row; a search that hides it is cleared.
    void select(qint64 id);

Q_SIGNALS:
    /// What is found may be other rows now.
    void applied();

private:
    ListTable &m_table;
    QSortFilterProxyModel *m_rows;
    QLineEdit *m_field;
    QLabel *m_count;
};

} // namespace callveil
