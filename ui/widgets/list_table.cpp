// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/list_table.h"

#include "tables/base/table_cell.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/heading_width.h"
#include "ui/widgets/number_delegate.h"
#include "ui/widgets/state_delegate.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>

namespace callveil {

ListTable::ListTable(const QString &name, const QString &emptyText, QWidget *parent)
    : QTableView(parent), m_empty(new QLabel(viewport())), m_emptyText(emptyText)
{
    setAccessibleName(name);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setTextElideMode(Qt::ElideMiddle);
    setItemDelegate(new StateDelegate(this));
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + gridUnit(this));
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    horizontalHeader()->setSortIndicatorClearable(true);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setMargin(gridUnit(this));
    sayWhyEmpty();
    connect(this, &QTableView::activated, this, &ListTable::chosen);
}

void ListTable::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    setSortingEnabled(true);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &ListTable::idsSelected);
    connect(model, &QAbstractItemModel::rowsInserted, this, &ListTable::updateRows);
    connect(model, &QAbstractItemModel::rowsRemoved, this,
        &ListTable::showIfEmpty); // a column that fits its cells stays as wide
    connect(model, &QAbstractItemModel::modelReset, this, &ListTable::updateRows);
    connect(model, &QAbstractItemModel::dataChanged, this, &ListTable::updateRows);
    updateRows();
}

void ListTable::setEmptyText(const QString &text)
{
    m_emptyText = text;
    sayWhyEmpty();
}

void ListTable::noteRead(bool succeeded)
{
    if (succeeded)
        m_reading = Reading::Done;
    else if (m_reading == Reading::Unknown)
        m_reading = Reading::Failed;
    sayWhyEmpty();
}

void ListTable::forgetRead()
{
    m_reading = Reading::Unknown;
    sayWhyEmpty();
}

void ListTable::sayWhyEmpty()
{
    switch (m_reading) {
    case Reading::Unknown:
        return m_empty->setText(tr("Reading…"));
    case Reading::Failed:
        return m_empty->setText(tr("This could not be read. Nothing is lost; try again in a moment."));
    case Reading::Done:
        return m_empty->setText(m_emptyText);
    }
}

QList<qint64> ListTable::selectedIds() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QList<qint64> ids;
    for (const QModelIndex &row : rows)
        ids.append(row.data(IdRole).toLongLong());
    return ids;
}

qint64 ListTable::currentId() const
{
    const QList<qint64> ids = selectedIds();
    const qint64 current = currentIndex().data(IdRole).toLongLong();
    return ids.contains(current) ? current : ids.value(0);
}

void ListTable::selectIds(const QList<qint64> &ids)
{
    QItemSelection rows;
    QModelIndex first;
    for (int row = 0; row < model()->rowCount(); ++row) {
        const QModelIndex index = model()->index(row, 0);
        if (!ids.contains(index.data(IdRole).toLongLong()))
            continue;
        rows.select(index, index);
        if (!first.isValid() || index.data(IdRole).toLongLong() == ids.front())
            first = index;
    }
    selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void ListTable::setRowsShown(int rows, int fewest)
{
    m_rowsShown = rows;
    m_fewestRows = fewest;
    updateGeometry();
}

void ListTable::setFlexibleColumn(int column)
{
    m_flexible = column;
    fillWidth();
}

void ListTable::setYieldingColumn(int column)
{
    m_yielding = column;
    fillWidth();
}

QSize ListTable::sizeHint() const
{
    return {characters(this, 40), heightOf(m_rowsShown)};
}

QSize ListTable::minimumSizeHint() const
{
    return {characters(this, 20), heightOf(qMin(m_rowsShown, m_fewestRows))};
}

int ListTable::heightOf(int rows) const
{
    const QHeaderView *header = horizontalHeader();
    return header->sizeHint().height() + rows * verticalHeader()->defaultSectionSize() + 2 * frameWidth();
}

void ListTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copySelection();
    else if (!sortByKey(*event))
        QTableView::keyPressEvent(event);
}

/// A heading cannot be pressed without a mouse.
bool ListTable::sortByKey(const QKeyEvent &event)
{
    const bool up = event.key() == Qt::Key_Up;
    const bool isAsked = (up || event.key() == Qt::Key_Down)
        && (event.modifiers() & ~Qt::KeypadModifier) == Qt::KeyboardModifiers(Qt::AltModifier);
    if (!isAsked || !isSortingEnabled())
        return false;
    const QModelIndex current = currentIndex();
    const int column = current.isValid() ? current.column() : horizontalHeader()->logicalIndex(0);
    sortByColumn(column, up ? Qt::AscendingOrder : Qt::DescendingOrder);
    return true;
}

void ListTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    m_empty->setGeometry(viewport()->rect());
    fillWidth();
}

void ListTable::copySelection() const
{
    QStringList lines;
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex &row : std::as_const(rows)) {
        QStringList cells;
        for (int column = 0; column < model()->columnCount(); ++column)
            cells.append(row.siblingAtColumn(column).data(PlainRole).toString());
        lines.append(cells.join(u'\t'));
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void ListTable::showIfEmpty()
{
    m_empty->setVisible(model()->rowCount() == 0);
    m_empty->setGeometry(viewport()->rect());
}

void ListTable::updateRows()
{
    showIfEmpty();
    fitColumns();
    m_sized = m_sized || model()->rowCount() > 0;
    fillWidth();
}

/// Columns grow with their content and never shrink, so that they do not jump.
void ListTable::fitColumns()
{
    for (int column = 0; column < model()->columnCount(); ++column)
        if (const int needed = neededWidth(column); !m_sized || needed > columnWidth(column))
            setColumnWidth(column, needed);
}

/// Words may be cut; a cut number would be another one.
int ListTable::neededWidth(int column) const
{
    const int needed = qMax(sizeHintForColumn(column), headingWidth(*horizontalHeader(), column, isSortingEnabled()));
    const bool isNumber = qobject_cast<NumberDelegate *>(itemDelegateForColumn(column)) != nullptr;
    return isNumber ? needed : qMin(needed, characters(this, 40));
}

/// Only room that is left over goes to a column, and only to words: a figure would fly away from its row.
void ListTable::fillWidth()
{
    if (m_flexible >= 0)
        return fillFlexibleColumn();
    QHeaderView *header = horizontalHeader();
    header->setStretchLastSection(false);
    const int last = header->logicalIndex(header->count() - 1);
    if (!model() || last < 0)
        return;
    const QVariant alignment = model()->headerData(last, Qt::Horizontal, Qt::TextAlignmentRole);
    if (!alignment.value<Qt::Alignment>().testFlag(Qt::AlignRight))
        header->setStretchLastSection(header->length() < viewport()->width());
}

void ListTable::fillFlexibleColumn()
{
    if (!model())
        return;
    const int least = characters(this, m_yielding < 0 ? 16 : 12);
    const auto leastOf = [this, least](int column) { return qMin(neededWidth(column), least); };
    int others = horizontalHeader()->length() - columnWidth(m_flexible);
    if (m_yielding >= 0) {
        others -= columnWidth(m_yielding);
        const int room = viewport()->width() - others - leastOf(m_flexible);
        setColumnWidth(m_yielding, qBound(leastOf(m_yielding), room, neededWidth(m_yielding)));
        others += columnWidth(m_yielding);
    }
    setColumnWidth(m_flexible, qMax(leastOf(m_flexible), viewport()->width() - others));
}

} // namespace callveil
