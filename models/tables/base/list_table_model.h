// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/base/row_runs.h"
#include "tables/base/table_cell.h"

#include <QAbstractTableModel>
#include <QSet>

#include <algorithm>
#include <vector>

namespace callveil {

/// A table over a list of values: a table declares its columns, its cells and each value's id, nothing else. A new
/// list keeps selection and current cell, because rows are matched by id.
template <typename Item>
class ListTableModel : public QAbstractTableModel {
public:
    explicit ListTableModel(QList<TableColumn> columns, QObject *parent = nullptr)
        : QAbstractTableModel(parent), m_columns(std::move(columns))
    { }

    [[nodiscard]] const std::vector<Item> &items() const { return m_items; }
    [[nodiscard]] const Item &item(int row) const { return m_items[size_t(row)]; }
    /// -1 when there is none.
    [[nodiscard]] int rowOf(qint64 id) const
    {
        const auto found = std::find_if(m_items.begin(), m_items.end(), [&](const Item &i) { return idOf(i) == id; });
        return found == m_items.end() ? -1 : int(found - m_items.begin());
    }

    void setItems(std::vector<Item> items)
    {
        sortItems(items);
        QSet<qint64> wanted, known;
        for (const Item &item : items)
            wanted.insert(idOf(item));
        for (const auto &[first, last] :
            runsFromEnd(rowCount(), [&](int r) { return !wanted.contains(idOf(item(r))); })) {
            beginRemoveRows({}, first, last);
            m_items.erase(m_items.begin() + first, m_items.begin() + last + 1);
            endRemoveRows();
        }
        for (const Item &item : m_items)
            known.insert(idOf(item));
        if (items.size() > m_items.size()) {
            beginInsertRows({}, rowCount(), int(items.size()) - 1);
            std::copy_if(items.begin(), items.end(), std::back_inserter(m_items),
                [&](const Item &item) { return !known.contains(idOf(item)); });
            endInsertRows();
        }
        arrange(std::move(items));
        if (!m_items.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const final
    {
        return parent.isValid() ? 0 : int(m_items.size());
    }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const final
    {
        return parent.isValid() ? 0 : int(m_columns.size());
    }

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const final
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid))
            return {};
        if (role == Qt::TextAlignmentRole)
            return alignment(index.column());
        if (role == IdRole)
            return idOf(item(index.row()));
        return cell(item(index.row()), index.column()).data(role);
    }

    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const final
    {
        if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
            return {};
        if (role == Qt::TextAlignmentRole)
            return alignment(section);
        return role == Qt::DisplayRole ? QVariant(m_columns[section].title) : QVariant();
    }

    /// Equal cells keep their order, so that sorting by one column and then by another sorts by both.
    void sort(int column, Qt::SortOrder order) final
    {
        m_sortColumn = column;
        m_order = order;
        std::vector<Item> items = m_items;
        sortItems(items);
        arrange(std::move(items));
    }

protected:
    /// Becomes another table, without rows and in the order of its list.
    void setColumns(QList<TableColumn> columns)
    {
        beginResetModel();
        m_columns = std::move(columns);
        m_items.clear();
        m_sortColumn = -1;
        endResetModel();
    }
    [[nodiscard]] virtual TableCell cell(const Item &item, int column) const = 0;
    [[nodiscard]] virtual qint64 idOf(const Item &item) const = 0;

private:
    [[nodiscard]] QVariant alignment(int column) const
    {
        return QVariant::fromValue(
            Qt::Alignment((m_columns[column].figures ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }

    void sortItems(std::vector<Item> &items) const
    {
        if (m_sortColumn < 0 || m_sortColumn >= columnCount())
            return;
        std::stable_sort(items.begin(), items.end(), [this](const Item &left, const Item &right) {
            const bool ascending = m_order == Qt::AscendingOrder;
            return sortsBefore(cell(ascending ? left : right, m_sortColumn).sortKey(),
                cell(ascending ? right : left, m_sortColumn).sortKey());
        });
    }

    /// Takes a list that holds the same ids in another order.
    void arrange(std::vector<Item> items)
    {
        Q_EMIT layoutAboutToBeChanged();
        const QModelIndexList from = persistentIndexList();
        QList<qint64> ids;
        for (const QModelIndex &index : from)
            ids.append(idOf(item(index.row())));
        m_items = std::move(items);
        QModelIndexList to;
        for (qsizetype i = 0; i < from.size(); ++i)
            to.append(index(rowOf(ids[i]), from[i].column()));
        changePersistentIndexList(from, to);
        Q_EMIT layoutChanged();
    }

    QList<TableColumn> m_columns;
    std::vector<Item> m_items;
    int m_sortColumn = -1; ///< -1: in the order of the list
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

} // namespace callveil
