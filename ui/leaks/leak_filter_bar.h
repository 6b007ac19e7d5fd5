// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/leaks/leak_audit_service.h"

#include <QWidget>

class QComboBox;

namespace callveil {

/// Which findings are listed: the open ones unless the person chooses otherwise.
class LeakFilterBar final : public QWidget {
    Q_OBJECT

public:
    explicit LeakFilterBar(QWidget *parent = nullptr);

    void setProcesses(const std::vector<Process> &processes);
    [[nodiscard]] LeakFilter filter() const;
    /// True when it is another filter than the usual one.
    [[nodiscard]] bool isFiltering() const;
    /// The open findings of a process alone, or all open ones.
    void showOpenOf(ProcessId process);
    /// The first field; Ctrl+F goes there.
    void focusFirst();

Q_SIGNALS:
    void filterChanged();

private:
    QComboBox *m_state;
    QComboBox *m_severity;
    QComboBox *m_kind;
    QComboBox *m_process;
    ProcessId m_wanted; ///< to be chosen once the processes are read
};

} // namespace callveil
