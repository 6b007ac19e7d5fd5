// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/reports/report.h"
#include "services/processes/process_service.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDateEdit;

namespace callveil {

class FlowLayout;
class StatusLine;

/// What is reported, of which days and how. Nothing is read by a choice: whoever shows the bar does that when the
/// person asks for it.
class ReportBar final : public QWidget {
    Q_OBJECT

public:
    /// Offers what a person with these permissions may read.
    explicit ReportBar(const QSet<Permission> &permissions, QWidget *parent = nullptr);

    /// Periods end with it.
    void setToday(QDate today);
    void setProcesses(const std::vector<ProcessDetails> &processes);
    /// A report of a process, or of all; not grouped. One that is not offered changes nothing. Of today, or of the
    /// period that is chosen.
    void show(ReportKind kind, ProcessId process, bool ofToday);

    /// What is chosen; not valid before the day is known.
    [[nodiscard]] ReportRequest request() const;
    /// Says a refusal below the fields and moves the focus to the one at fault; false when it is none of them.
    bool showError(const Error &error);
    void clearError();
    /// The first field; Ctrl+F goes there.
    void focusFirst();
    /// False while nobody knows which day it is, by which the chosen period is one.
    [[nodiscard]] bool knowsPeriod() const;

Q_SIGNALS:
    void changed();
    /// Return was pressed in a field.
    void runAsked();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fillChoices(const QSet<Permission> &permissions);
    void arrange(FlowLayout &flow);
    void explain();
    void connectFields();
    void offerGroups();
    void takePeriod();
    [[nodiscard]] ReportKind kind() const;

    QComboBox *m_kind, *m_period;
    QDateEdit *m_from, *m_to;
    QComboBox *m_by, *m_step, *m_process;
    QCheckBox *m_compares;
    StatusLine *m_error;
    QWidget *m_fromField = nullptr, *m_toField = nullptr, *m_processField = nullptr;
    QDate m_today;
    ProcessId m_wanted; ///< to be chosen once the processes are read
};

} // namespace callveil
