// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/calls/call_period.h"

#include <QObject>

class QComboBox;
class QDateEdit;

namespace callveil {

class FlowLayout;

/// The period in a filter bar: a choice, and two days, which are seen while it is Custom. The bar owns the widgets.
class PeriodFields final : public QObject {
    Q_OBJECT

public:
    PeriodFields(const QTimeZone &zone, QWidget *bar);

    void addTo(FlowLayout &flow);

    [[nodiscard]] CallPeriod period() const;
    /// As the person reads it; of Custom, its days.
    [[nodiscard]] QString text() const;
    [[nodiscard]] MomentRange range() const;
    /// In the zone of the page.
    [[nodiscard]] QDate today() const;
    [[nodiscard]] QDate dayOf(qint64 ms) const;
    [[nodiscard]] QDate first() const;
    [[nodiscard]] QDate last() const;
    void setPeriod(CallPeriod period);
    void setFirst(QDate day);
    void setLast(QDate day);
    void focus();

Q_SIGNALS:
    void periodChanged();
    /// The period or one of its days.
    void changed();

private:
    void showDays();

    QTimeZone m_zone;
    QComboBox *m_period;
    QDateEdit *m_from, *m_to;
    QWidget *m_fromField = nullptr, *m_toField = nullptr;
};

} // namespace callveil
