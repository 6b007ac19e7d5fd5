// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/period_fields.h"

#include "ui/texts/isolated_text.h"
#include "ui/widgets/flow_layout.h"

#include <QComboBox>
#include <QDateEdit>

namespace callveil {

namespace {

QDate todayIn(const QTimeZone &zone)
{
    return QDateTime::currentDateTimeUtc().toTimeZone(zone).date();
}

} // namespace

PeriodFields::PeriodFields(const QTimeZone &zone, QWidget *bar)
    : QObject(bar), m_zone(zone), m_period(new QComboBox(bar)), m_from(new QDateEdit(bar)), m_to(new QDateEdit(bar))
{
    for (const CallPeriod each : allCallPeriods)
        m_period->addItem(periodText(each), periodKey(each));
    for (QDateEdit *edit : {m_from, m_to}) {
        edit->setCalendarPopup(true);
        edit->setLayoutDirection(Qt::LeftToRight);
        edit->setDate(todayIn(zone));
        connect(edit, &QDateEdit::dateChanged, this, &PeriodFields::changed);
    }
    m_from->setAccessibleName(tr("From"));
    m_to->setAccessibleName(tr("To"));
    connect(m_period, &QComboBox::currentIndexChanged, this, &PeriodFields::showDays);
    connect(m_period, &QComboBox::currentIndexChanged, this, &PeriodFields::periodChanged);
    connect(m_period, &QComboBox::currentIndexChanged, this, &PeriodFields::changed);
}

void PeriodFields::addTo(FlowLayout &flow)
{
    flow.addField(tr("&Period"), m_period, tr("From which time on, and until when."));
    m_fromField = flow.addField(tr("Fro&m"), m_from, tr("The first day of the period."));
    m_toField = flow.addField(tr("T&o"), m_to, tr("The last day of the period; it belongs to it."));
    showDays();
}

void PeriodFields::showDays()
{
    for (QWidget *field : {m_fromField, m_toField})
        if (field)
            field->setVisible(period() == CallPeriod::Custom);
}

CallPeriod PeriodFields::period() const
{
    return periodFromKey(m_period->currentData().toString()).value_or(CallPeriod::All);
}

QString PeriodFields::text() const
{
    return period() == CallPeriod::Custom ? isolated(m_from->text() + QStringLiteral(" – ") + m_to->text())
                                          : m_period->currentText();
}

MomentRange PeriodFields::range() const
{
    return rangeOf(period(), today(), m_zone, first(), last());
}

QDate PeriodFields::today() const
{
    return todayIn(m_zone);
}

QDate PeriodFields::dayOf(qint64 ms) const
{
    return QDateTime::fromMSecsSinceEpoch(ms, m_zone).date();
}

QDate PeriodFields::first() const
{
    return m_from->date();
}

QDate PeriodFields::last() const
{
    return m_to->date();
}

void PeriodFields::setPeriod(CallPeriod period)
{
    m_period->setCurrentIndex(m_period->findData(periodKey(period)));
}

void PeriodFields::setFirst(QDate day)
{
    m_from->setDate(day);
}

void PeriodFields::setLast(QDate day)
{
    m_to->setDate(day);
}

void PeriodFields::focus()
{
    m_period->setFocus(Qt::ShortcutFocusReason);
}

} // namespace callveil
