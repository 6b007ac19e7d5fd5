// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_search.h"

#include "tables/base/table_cell.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/palette_icon.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QShortcut>
#include <QSortFilterProxyModel>

namespace callveil {

TableSearch::TableSearch(
    ListTable &table, QAbstractItemModel &model, const QString &name, const QString &hint, QWidget *parent)
    : QWidget(parent), m_table(table), m_rows(new QSortFilterProxyModel(this)), m_field(new QLineEdit(this)),
      m_count(new QLabel(this))
{
    m_rows->setSourceModel(&model);
    m_rows->setFilterRole(PlainRole);
    m_rows->setFilterKeyColumn(-1);
    m_rows->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_rows->setSortRole(SortRole);
    m_table.setModel(m_rows);
    m_field->setAccessibleName(name);
    m_field->setPlaceholderText(hint);
    m_field->setClearButtonEnabled(true);
    m_field->setWhatsThis(tr("Narrows the list to the rows that hold what you type, in any column."));
    m_field->addAction(paletteIcon(QStringLiteral("edit_find")), QLineEdit::LeadingPosition);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    setFocusProxy(m_field);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gridUnit(this));
    row->addWidget(m_field, 1);
    row->addWidget(m_count);
    connect(m_field, &QLineEdit::textChanged, this, &TableSearch::apply);
    auto *find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, this, [this] {
        m_field->setFocus(Qt::ShortcutFocusReason);
        m_field->selectAll();
    });
}

QWidget *TableSearch::field() const
{
    return m_field;
}

void TableSearch::clear()
{
    m_field->clear();
}

void TableSearch::apply()
{
    m_rows->setFilterFixedString(m_field->text().trimmed());
    m_count->setText(tr("%1 of %2").arg(m_rows->rowCount()).arg(m_rows->sourceModel()->rowCount()));
    Q_EMIT applied();
}

void TableSearch::select(qint64 id)
{
    m_table.selectIds({id});
    if (m_table.selectedIds().isEmpty()) {
        clear();
        m_table.selectIds({id});
    }
    m_table.scrollTo(m_table.currentIndex());
}

} // namespace callveil
