// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/call_table.h"

#include "ui/widgets/grid.h"
#include "ui/widgets/number_delegate.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <utility>

namespace callveil {

CallTable::CallTable(CallTableModel &model, QWidget *parent) : QTableView(parent), m_model(model)
{
    setAccessibleName(tr("Calls"));
    setObjectName(QStringLiteral("calls"));
    setModel(&model);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setTextElideMode(Qt::ElideMiddle);
    setVerticalScrollMode(ScrollPerItem);
    setWhatsThis(
        tr("The calls that fit the filter. The legs of the chosen one stand below, all that is stored of it beside "
           "the log."));
    setHorizontalScrollMode(ScrollPerPixel);
    // The bar of the view knows the window only; the one beside the table knows the whole log.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setUpHeader();
    connect(&model, &CallTableModel::aboutToShift, this, &CallTable::keepPlace);
    connect(&model, &CallTableModel::shifted, this, &CallTable::restorePlace);
    connect(&model, &CallTableModel::landed, this, &CallTable::land);
}

void CallTable::setUpHeader()
{
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + gridUnit(this));
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setSectionsClickable(true);
    horizontalHeader()->setSortIndicatorShown(true);
    horizontalHeader()->setSortIndicator(int(CallColumn::Started), Qt::DescendingOrder);
    auto *numbers = new NumberDelegate(this);
    for (const CallColumn column : allCallColumns) {
        if (CallCells::isNumber(column))
            setItemDelegateForColumn(int(column), numbers);
    }
}

int CallTable::topRow() const
{
    return verticalScrollBar()->value();
}

int CallTable::visibleRows() const
{
    return std::max(1, viewport()->height() / verticalHeader()->defaultSectionSize());
}

QSize CallTable::minimumSizeHint() const
{
    constexpr int fewestRows = 6;
    const int rows = fewestRows * verticalHeader()->defaultSectionSize();
    const int around = horizontalHeader()->sizeHint().height() + horizontalScrollBar()->sizeHint().height();
    return {characters(this, 30), rows + around + 2 * frameWidth()};
}

void CallTable::forgetCurrent()
{
    m_current = {};
    selectionModel()->clear();
}

void CallTable::scrollToRow(int row)
{
    // The scroll range follows the rows only when the layout was done.
    executeDelayedItemsLayout();
    updateGeometries();
    verticalScrollBar()->setValue(row);
}

void CallTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        return;
    }
    if (goToEdge(event))
        return;
    // Without a current row the arrows go on from what is seen, not from the start of the window.
    if (!currentIndex().isValid() && m_model.rowCount() > 0) {
        const QScopedValueRollback<bool> settling(m_settling, true);
        selectionModel()->setCurrentIndex(
            m_model.index(topRow(), horizontalHeader()->logicalIndex(0)), QItemSelectionModel::NoUpdate);
    }
    QTableView::keyPressEvent(event);
}

bool CallTable::goToEdge(QKeyEvent *event)
{
    const Qt::KeyboardModifiers modifiers = event->modifiers() & ~(Qt::KeypadModifier | Qt::ControlModifier);
    if (modifiers != Qt::NoModifier || (event->key() != Qt::Key_Home && event->key() != Qt::Key_End))
        return false;
    const bool home = event->key() == Qt::Key_Home;
    m_edge = home ? CallTableModel::Landing::Top : CallTableModel::Landing::Bottom;
    if (home ? m_model.window().atStart() : m_model.window().atEnd()) {
        land(*m_edge);
    } else if (home) {
        m_model.goToStart();
    } else {
        m_model.goToEnd();
    }
    return true;
}

void CallTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    lookAhead();
}

void CallTable::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    if (dy != 0 && !m_settling)
        lookAhead();
}

void CallTable::lookAhead()
{
    m_model.keepAround(topRow(), topRow() + visibleRows());
    Q_EMIT placeChanged();
}

void CallTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (m_settling || m_place || !current.isValid())
        return;
    const CallLine &call = m_model.window().at(current.row());
    if (std::exchange(m_current, call.id) != call.id)
        Q_EMIT callChosen(call);
}

void CallTable::keepPlace()
{
    m_place = topRow();
}

void CallTable::restorePlace(int shift)
{
    if (m_place) {
        const QScopedValueRollback<bool> settling(m_settling, true);
        scrollToRow(*m_place + shift);
        restoreCurrent();
        m_place.reset();
    }
    lookAhead();
}

void CallTable::land(CallTableModel::Landing landing)
{
    {
        const QScopedValueRollback<bool> settling(m_settling, true);
        scrollToRow(landing == CallTableModel::Landing::Top ? 0 : m_model.rowCount());
        restoreCurrent();
    }
    if (std::exchange(m_edge, std::nullopt) == landing && m_model.rowCount() > 0) {
        const int row = landing == CallTableModel::Landing::Top ? 0 : m_model.rowCount() - 1;
        setCurrentIndex(m_model.index(row, horizontalHeader()->logicalIndex(0)));
    }
    lookAhead();
}

void CallTable::restoreCurrent()
{
    const int row = m_current.isSet() ? m_model.rowOf(m_current) : -1;
    if (row < 0) {
        selectionModel()->setCurrentIndex({}, QItemSelectionModel::NoUpdate);
        return;
    }
    if (currentIndex().row() == row)
        return;
    const int place = topRow();
    const QModelIndex index = m_model.index(row, horizontalHeader()->logicalIndex(0));
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    verticalScrollBar()->setValue(place); // becoming current scrolls a row into sight
}

void CallTable::copySelection() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex &row : std::as_const(rows)) {
        QStringList cells;
        for (int place = 0; place < horizontalHeader()->count(); ++place) {
            const int column = horizontalHeader()->logicalIndex(place);
            if (!isColumnHidden(column))
                cells.append(row.siblingAtColumn(column).data(PlainRole).toString());
        }
        lines.append(cells.join(u'\t'));
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void CallTable::copyCell() const
{
    if (currentIndex().isValid())
        QGuiApplication::clipboard()->setText(currentIndex().data(PlainRole).toString());
}

void CallTable::contextMenuEvent(QContextMenuEvent *event)
{
    if (!selectionModel()->hasSelection())
        return;
    QMenu menu(this);
    menu.addAction(tr("&Copy rows"), this, &CallTable::copySelection)->setShortcut(QKeySequence::Copy);
    menu.addAction(tr("Copy c&ell"), this, &CallTable::copyCell);
    menu.addSeparator();
    menu.addActions(actions());
    menu.exec(event->globalPos());
}

} // namespace callveil
