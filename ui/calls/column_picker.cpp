// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/column_picker.h"

#include "ui/calls/format_text.h"
#include "ui/widgets/grid.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>

#include <utility>

namespace callveil {

namespace {

constexpr int s_fields = int(CsvField::Account) + 1;

constexpr quint32 bit(CsvField field)
{
    return 1u << int(field);
}

/// One column may tell several of these with one word: "missed-in".
constexpr quint32 s_shared[] = {bit(CsvField::Direction) | bit(CsvField::Disposition),
    bit(CsvField::Direction) | bit(CsvField::Medium), bit(CsvField::Disposition) | bit(CsvField::Medium),
    bit(CsvField::Direction) | bit(CsvField::Disposition) | bit(CsvField::Medium)};

} // namespace

ColumnPicker::ColumnPicker(QWidget *parent)
    : QScrollArea(parent), m_table(new QTableView), m_heads(new QWidget), m_headRow(new QHBoxLayout(m_heads))
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(this) / 2);
    column->addWidget(m_heads);
    column->addWidget(m_table, 1);
    m_headRow->setContentsMargins(0, 0, 0, 0);
    m_headRow->setSpacing(0);
    m_table->setModel(&m_sample);
    m_table->setAccessibleName(tr("Cells of the file"));
    m_table->setObjectName(QStringLiteral("sampleCells"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + gridUnit(this) / 2);
    m_table->horizontalHeader()->hide();
    setWidget(content);
    setWidgetResizable(true);
}

void ColumnPicker::setSample(const QStringList &header, const QList<QStringList> &rows)
{
    m_sample.setSample(header, rows);
    QStringList names;
    for (int column = 0; column < m_sample.columnCount(); ++column)
        names.append(m_sample.columnName(column));
    // The choices stay while the columns do, so that the one just used keeps the focus.
    if (std::exchange(m_names, names) != names)
        makeChoices();
    const int width = characters(this, 24);
    for (int column = 0; column < m_sample.columnCount(); ++column)
        m_table->setColumnWidth(column, width);
    m_table->setMinimumWidth(width * m_sample.columnCount());
    m_table->setMinimumHeight(m_table->verticalHeader()->length());
}

void ColumnPicker::makeChoices()
{
    while (QLayoutItem *item = m_headRow->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_choices.clear();
    for (int column = 0; column < m_sample.columnCount(); ++column) {
        auto *head = new QWidget(m_heads);
        head->setFixedWidth(characters(this, 24));
        auto *rows = new QVBoxLayout(head);
        rows->setContentsMargins(0, 0, gridUnit(this) / 2, 0);
        rows->setSpacing(gridUnit(this) / 4);
        auto *label = new QLabel(m_sample.columnName(column).replace(QLatin1Char('&'), QLatin1String("&&")), head);
        auto *choice = new QComboBox(head);
        choice->setObjectName(QStringLiteral("column%1").arg(column + 1));
        choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        choice->addItem(tr("Not used"), 0u);
        for (int field = 0; field < s_fields; ++field)
            choice->addItem(csvFieldText(CsvField(field)), bit(CsvField(field)));
        for (const Meanings shared : s_shared)
            choice->addItem(textOf(shared), shared);
        label->setBuddy(choice);
        rows->addWidget(label);
        rows->addWidget(choice);
        m_headRow->addWidget(head);
        m_choices.append(choice);
        connect(choice, &QComboBox::currentIndexChanged, this,
            [this, column, choice] { this->choose(column, choice->currentData().toUInt()); });
    }
    m_headRow->addStretch();
    showMeanings();
}

void ColumnPicker::setColumns(const QMap<CsvField, int> &columns)
{
    m_columns = columns;
    showMeanings();
}

void ColumnPicker::choose(int column, Meanings meanings)
{
    for (int i = 0; i < s_fields; ++i) {
        const CsvField field = CsvField(i);
        if (meanings & bit(field))
            m_columns.insert(field, column);
        else if (m_columns.value(field, -1) == column)
            m_columns.remove(field);
    }
    showMeanings();
    Q_EMIT columnsChosen();
}

ColumnPicker::Meanings ColumnPicker::meaningsOf(int column) const
{
    Meanings meanings = 0;
    for (auto it = m_columns.begin(); it != m_columns.end(); ++it) {
        if (it.value() == column)
            meanings |= bit(it.key());
    }
    return meanings;
}

void ColumnPicker::showMeanings()
{
    for (int column = 0; column < m_choices.size(); ++column) {
        const Meanings meanings = meaningsOf(column);
        QComboBox *choice = m_choices[column];
        const QSignalBlocker quiet(choice);
        if (choice->findData(meanings) < 0)
            choice->addItem(textOf(meanings), meanings);
        choice->setCurrentIndex(choice->findData(meanings));
    }
}

QString ColumnPicker::textOf(Meanings meanings)
{
    QStringList names;
    for (int field = 0; field < s_fields; ++field) {
        if (meanings & bit(CsvField(field)))
            names.append(csvFieldText(CsvField(field)));
    }
    return names.join(QStringLiteral(" + "));
}

} // namespace callveil
