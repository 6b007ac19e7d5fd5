// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rates/day_range.h"

#include "ui/widgets/field_form.h"

#include <QDateEdit>
#include <QLayout>

namespace callveil {

namespace {
constexpr int usualDays = 30;
}

DayRange::DayRange(const QTimeZone &zone, FieldForm &form)
    : QObject(&form), m_zone(zone), m_first(new QDateEdit(&form)), m_last(new QDateEdit(&form))
{
    const QDate today = QDateTime::currentDateTimeUtc().toTimeZone(zone).date();
    m_first->setObjectName(QStringLiteral("firstDay"));
    m_first->setDate(today.addDays(1 - usualDays));
    m_last->setObjectName(QStringLiteral("lastDay"));
    m_last->setDate(today);
    for (QDateEdit *edit : {m_first, m_last}) {
        edit->setCalendarPopup(true);
        edit->setLayoutDirection(Qt::LeftToRight);
        connect(edit, &QDateEdit::dateChanged, this, &DayRange::changed);
    }
    const QString zoneName = QString::fromUtf8(zone.id());
    form.addField(QStringLiteral("from"), tr("&From"), m_first,
        tr("The first day on which the calls began, in the zone %1.").arg(zoneName));
    form.addField(QStringLiteral("to"), tr("T&o"), m_last, tr("The last day; it belongs to the period."));
    for (QDateEdit *edit : {m_first, m_last})
        form.layout()->setAlignment(edit, Qt::AlignLeading);
}

QString DayRange::fault() const
{
    return m_last->date() < m_first->date() ? tr("The last day is before the first one. Change one of them.")
                                            : QString();
}

qint64 DayRange::from() const
{
    return m_first->date().startOfDay(m_zone).toMSecsSinceEpoch();
}

qint64 DayRange::to() const
{
    return m_last->date().addDays(1).startOfDay(m_zone).toMSecsSinceEpoch();
}

} // namespace callveil
