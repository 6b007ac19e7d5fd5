// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/column_picker.h"

#include "ui/calls/format_text.h"
#include "ui/texts/isolated_text.h"
#include "ui/widgets/grid.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>

#include <utility>

namespace callveil {

namespace {

constexpr int s_fields = int(CsvField::Consent) + 1;

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
    : QWidget(parent), m_sample(&isolated), m_table(new QTableView(this)), m_headArea(new QScrollArea(this)),
      m_heads(new QWidget), m_headRow(new QHBoxLayout(m_heads))
{
    setUpHeads();
    setUpTable();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(this) / 2);
    column->addWidget(m_headArea);
    column->addWidget(m_table, 1);
    // They move together, whichever is moved: the table by its bar, the heads when one that is out of sight is tabbed
    // to.
    QScrollBar *cells = m_table->horizontalScrollBar();
    QScrollBar *heads = m_headArea->horizontalScrollBar();
    connect(cells, &QScrollBar::valueChanged, heads, &QScrollBar::setValue);
    connect(heads, &QScrollBar::valueChanged, cells, &QScrollBar::setValue);
}

void ColumnPicker::setUpHeads()
{
    m_headRow->setContentsMargins(0, 0, 0, 0);
    m_headRow->setSpacing(0);
    m_headArea->setWidget(m_heads);
    m_headArea->setWidgetResizable(true);
    m_headArea->setFrameShape(QFrame::NoFrame);
    m_headArea->setFocusPolicy(Qt::NoFocus);
    m_headArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_headArea->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void ColumnPicker::setUpTable()
{
    m_table->setModel(&m_sample);
    m_table->setAccessibleName(tr("Cells of the file"));
    m_table->setWhatsThis(
        tr("The first rows of the file, with numbers masked. Above each column you say what it holds."));
    m_table->setObjectName(QStringLiteral("sampleCells"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + gridUnit(this) / 2);
    m_table->horizontalHeader()->hide();
    m_table->setMinimumHeight(m_table->verticalHeader()->defaultSectionSize() * 5);
}

int ColumnPicker::columnWidth() const
{
    return characters(this, 24);
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
    for (int column = 0; column < m_sample.columnCount(); ++column)
        m_table->setColumnWidth(column, columnWidth());
}

void ColumnPicker::makeChoices()
{
    while (QLayoutItem *item = m_headRow->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_choices.clear();
    for (int column = 0; column < m_sample.columnCount(); ++column)
        m_headRow->addWidget(makeHead(column));
    // The cells can scroll farther by the width of their vertical bar.
    m_headRow->addSpacing(style()->pixelMetric(QStyle::PM_ScrollBarExtent));
    m_headRow->addStretch();
    m_headArea->setFixedHeight(m_heads->sizeHint().height());
    showMeanings();
}

QWidget *ColumnPicker::makeHead(int column)
{
    auto *head = new QWidget(m_heads);
    head->setFixedWidth(columnWidth());
    auto *rows = new QVBoxLayout(head);
    rows->setContentsMargins(0, 0, gridUnit(this) / 2, 0);
    rows->setSpacing(gridUnit(this) / 4);
    auto *label = new QLabel(m_sample.columnName(column).replace(QLatin1Char('&'), QLatin1String("&&")), head);
    auto *choice = new QComboBox(head);
    choice->setObjectName(QStringLiteral("column%1").arg(column + 1));
    choice->setWhatsThis(tr("What this column of the file holds. A column that is not used is not stored."));
    choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice->addItem(tr("Not used"), 0u);
    for (int field = 0; field < s_fields; ++field)
        choice->addItem(csvFieldText(CsvField(field)), bit(CsvField(field)));
    for (const Meanings shared : s_shared)
        choice->addItem(textOf(shared), shared);
    choice->installEventFilter(this);
    label->setBuddy(choice);
    rows->addWidget(label);
    rows->addWidget(choice);
    m_choices.append(choice);
    connect(choice, &QComboBox::currentIndexChanged, this,
        [this, column, choice] { this->choose(column, choice->currentData().toUInt()); });
    return head;
}

/// Whatever led to a choice, it comes into sight.
bool ColumnPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn)
        m_headArea->ensureWidgetVisible(qobject_cast<QWidget *>(watched)->parentWidget(), 0, 0);
    return QWidget::eventFilter(watched, event);
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
