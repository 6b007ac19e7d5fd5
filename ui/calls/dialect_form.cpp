// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/dialect_form.h"

#include "exchange/text/text_encoding.h"
#include "ui/calls/format_text.h"
#include "ui/widgets/grid.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QTimeZone>

#include <utility>

namespace callveil {

DialectForm::DialectForm(QWidget *parent)
    : QWidget(parent), m_delimiter(new QComboBox(this)),
      m_header(new QCheckBox(tr("The first &row holds names"), this)), m_encoding(new QComboBox(this)),
      m_dateOrder(new QComboBox(this)), m_zone(new QComboBox(this)), m_unit(new QComboBox(this)),
      m_customer(new QComboBox(this)), m_inbound(new QLineEdit(this)), m_outbound(new QLineEdit(this)),
      m_internal(new QLineEdit(this))
{
    fillChoices();
    addRows();
    explainFields();
    watch();
}

void DialectForm::fillChoices()
{
    m_delimiter->addItem(tr("Comma"), QStringLiteral(","));
    m_delimiter->addItem(tr("Semicolon"), QStringLiteral(";"));
    m_delimiter->addItem(tr("Tab"), QStringLiteral("\t"));
    m_delimiter->addItem(tr("Vertical bar"), QStringLiteral("|"));
    m_encoding->addItem(tr("Detect"), QString());
    for (const QString &name : encodingNames())
        m_encoding->addItem(name, name);
    for (const DateOrder order : {DateOrder::YearMonthDay, DateOrder::DayMonthYear, DateOrder::MonthDayYear})
        m_dateOrder->addItem(dateOrderText(order), int(order));
    m_zone->addItem(tr("The process's zone"), QString());
    for (const QByteArray &zone : QTimeZone::availableTimeZoneIds())
        m_zone->addItem(QString::fromLatin1(zone), QString::fromLatin1(zone));
    for (const DurationUnit unit :
        {DurationUnit::Seconds, DurationUnit::Milliseconds, DurationUnit::Minutes, DurationUnit::Clock})
        m_unit->addItem(durationUnitText(unit), int(unit));
    m_customer->addItem(tr("The caller"), true);
    m_customer->addItem(tr("The called party"), false);
    for (QComboBox *combo : {m_delimiter, m_encoding, m_dateOrder, m_zone, m_unit, m_customer}) {
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        combo->setMinimumContentsLength(16);
    }
}

void DialectForm::addRows()
{
    auto *left = new QFormLayout;
    auto *right = new QFormLayout;
    left->addRow(tr("&Delimiter"), m_delimiter);
    left->addRow(QString(), m_header);
    left->addRow(tr("&Encoding"), m_encoding);
    left->addRow(tr("D&ate order"), m_dateOrder);
    left->addRow(tr("Time &zone"), m_zone);
    right->addRow(tr("Dura&tion unit"), m_unit);
    right->addRow(tr("C&ustomer when unclear"), m_customer);
    right->addRow(tr("&Inbound words"), m_inbound);
    right->addRow(tr("&Outbound words"), m_outbound);
    right->addRow(tr("Interna&l words"), m_internal);
    m_inbound->setAccessibleName(tr("Inbound words"));
    m_outbound->setAccessibleName(tr("Outbound words"));
    m_internal->setAccessibleName(tr("Internal words"));
    m_inbound->setPlaceholderText(tr("for example: in, kommend"));
    m_outbound->setPlaceholderText(tr("for example: out, gehend"));
    m_internal->setPlaceholderText(tr("for example: internal, intern"));
    for (QLineEdit *words : {m_inbound, m_outbound, m_internal})
        words->setToolTip(tr("Words of the direction column that mean this, separated by commas"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gridUnit(this) * 3);
    for (QFormLayout *form : {left, right}) {
        form->setVerticalSpacing(gridUnit(this) / 2);
        form->setHorizontalSpacing(gridUnit(this));
        form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
        row->addLayout(form, 1);
    }
}

void DialectForm::explainFields()
{
    const std::pair<QWidget *, QString> texts[] = {{m_delimiter, tr("What stands between two cells of a row.")},
        {m_header, tr("The first row names the columns and is no call.")},
        {m_encoding, tr("How the letters of the file are written. Detect is nearly always right.")},
        {m_dateOrder, tr("How dates such as 03/04/24 are meant.")}, {m_zone, tr("The zone of times that name none.")},
        {m_unit, tr("In what the durations of the file are counted.")},
        {m_customer, tr("Which party is the customer when neither number is known to the process.")},
        {m_inbound, tr("Words by which the file says that a customer called.")},
        {m_outbound, tr("Words by which the file says that the centre called.")},
        {m_internal, tr("Words by which the file says that nobody outside took part.")}};
    for (const auto &[field, text] : texts)
        field->setWhatsThis(text);
}

void DialectForm::watch()
{
    // Choosing the order that was assumed is a choice too.
    connect(m_dateOrder, &QComboBox::activated, this, [this] {
        m_isDateOrderChosen = true;
        Q_EMIT edited();
    });
    for (QComboBox *combo : {m_delimiter, m_encoding, m_dateOrder, m_zone, m_unit, m_customer})
        connect(combo, &QComboBox::currentIndexChanged, this, &DialectForm::edited);
    for (QLineEdit *words : {m_inbound, m_outbound, m_internal})
        connect(words, &QLineEdit::textChanged, this, &DialectForm::edited); // a screen reader writes, too
    connect(m_header, &QCheckBox::toggled, this, &DialectForm::edited);
}

void DialectForm::select(QComboBox *combo, const QVariant &value)
{
    const int index = combo->findData(value);
    if (index < 0)
        combo->addItem(value.toString(), value);
    combo->setCurrentIndex(index < 0 ? combo->count() - 1 : index);
}

QString DialectForm::wordsOf(const CsvMapping &mapping, Direction direction)
{
    QStringList words = mapping.directionWords.keys(direction);
    words.sort();
    return words.join(QStringLiteral(", "));
}

void DialectForm::setMapping(const CsvMapping &mapping)
{
    // What is being typed is not tidied up under the person's hands.
    if (applied(mapping).toJson() == mapping.toJson())
        return;
    const QSignalBlocker quiet(this);
    select(m_delimiter, QString(mapping.delimiter));
    m_header->setChecked(mapping.header);
    select(m_encoding, mapping.encoding);
    select(m_dateOrder, int(mapping.dateOrder));
    select(m_zone, mapping.zone);
    select(m_unit, int(mapping.durationUnit));
    select(m_customer, mapping.callerIsCustomer);
    m_inbound->setText(wordsOf(mapping, Direction::Inbound));
    m_outbound->setText(wordsOf(mapping, Direction::Outbound));
    m_internal->setText(wordsOf(mapping, Direction::Internal));
}

CsvMapping DialectForm::applied(CsvMapping mapping) const
{
    mapping.delimiter = m_delimiter->currentData().toString().front();
    mapping.header = m_header->isChecked();
    mapping.encoding = m_encoding->currentData().toString();
    mapping.dateOrder = DateOrder(m_dateOrder->currentData().toInt());
    mapping.zone = m_zone->currentData().toString();
    mapping.durationUnit = DurationUnit(m_unit->currentData().toInt());
    mapping.callerIsCustomer = m_customer->currentData().toBool();
    mapping.directionWords.clear();
    for (const auto &[edit, direction] : {std::pair(m_inbound, Direction::Inbound),
             std::pair(m_outbound, Direction::Outbound), std::pair(m_internal, Direction::Internal)}) {
        for (const QString &word : edit->text().split(QLatin1Char(','), Qt::SkipEmptyParts)) {
            if (!word.trimmed().isEmpty())
                mapping.directionWords.insert(word.trimmed().toLower(), direction);
        }
    }
    return mapping;
}

} // namespace callveil
