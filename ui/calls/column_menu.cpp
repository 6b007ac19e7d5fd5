// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/column_menu.h"

#include "tables/calls/call_cells.h"
#include "ui/calls/column_layout.h"
#include "ui/widgets/check_menu.h"
#include "ui/widgets/palette_icon.h"

#include <QHeaderView>
#include <QTableView>

namespace callveil {

ColumnMenu::ColumnMenu(QTableView &table, QWidget *parent)
    : QToolButton(parent), m_table(table), m_menu(new CheckMenu(this))
{
    setText(tr("Colum&ns"));
    setAccessibleName(tr("Columns"));
    setObjectName(QStringLiteral("columns"));
    setIcon(paletteIcon(QStringLiteral("view_file_columns")));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setPopupMode(InstantPopup);
    setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &ColumnMenu::fill);
    fill();
}

void ColumnMenu::fill()
{
    m_menu->clear();
    const QHeaderView &header = *m_table.horizontalHeader();
    for (const CallColumn column : allCallColumns) {
        QAction *action = m_menu->addAction(CallCells::title(column));
        action->setCheckable(true);
        action->setChecked(!header.isSectionHidden(int(column)));
        connect(action, &QAction::toggled, this, [this, column](bool on) { toggle(int(column), on); });
    }
    keepOne();
    m_menu->addSeparator();
    connect(m_menu->addAction(tr("&Usual columns")), &QAction::triggered, this, [this] {
        setColumnLayout(m_table, usualColumnLayout(m_table));
        Q_EMIT columnsChosen();
    });
}

void ColumnMenu::keepOne()
{
    const QHeaderView &header = *m_table.horizontalHeader();
    const bool onlyOne = header.count() - header.hiddenSectionCount() == 1;
    for (QAction *action : m_menu->actions())
        action->setEnabled(!(action->isCheckable() && action->isChecked() && onlyOne));
}

void ColumnMenu::toggle(int column, bool shown)
{
    m_table.setColumnHidden(column, !shown);
    keepOne();
    Q_EMIT columnsChosen();
}

} // namespace callveil
