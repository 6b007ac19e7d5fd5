// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/audit/audit_service.h"
#include "ui/calls/period_fields.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace callveil {

/// The conditions that the record is filtered by: the last 30 days unless the person chooses otherwise. They take
/// effect as they are changed.
class DeedFilterBar final : public QWidget {
    Q_OBJECT

public:
    explicit DeedFilterBar(const QTimeZone &zone, QWidget *parent = nullptr);

    void setPeople(const std::vector<Person> &people);

    [[nodiscard]] DeedFilter filter() const;
    /// True when a condition besides the period is set.
    [[nodiscard]] bool hasConditions() const;
    [[nodiscard]] bool isAllTime() const { return m_period->period() == CallPeriod::All; }
    void clear();
    /// Everything that was recorded at any time.
    void showAll();
    /// What one person did on one day; `name` is for whoever is in no list.
    void showDay(PersonId actor, const QString &name, QDate day);
    /// The field for words; Ctrl+F goes there.
    void focusText();

Q_SIGNALS:
    void filterChanged();

private:
    void setUpChoices();
    void change();
    void settle();
    void reset(CallPeriod period);

    PeriodFields *m_period;
    QComboBox *m_person;
    QComboBox *m_action;
    QLineEdit *m_text;
    QPushButton *m_clear;
    QTimer m_pause; ///< typing and choosing settle before the record is read
    DeedFilter m_told; ///< what filterChanged() was last sent for
};

} // namespace callveil
