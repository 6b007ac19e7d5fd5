// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/agents/agent_service.h"
#include "services/calls/call_log_service.h"
#include "services/processes/process_service.h"
#include "ui/calls/period_fields.h"

#include <QJsonObject>
#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStringListModel;

namespace callveil {

/// The conditions that the call log is filtered by. They take effect as they are changed. A search by disposition needs
/// a period: the bar sets one and says so.
class FilterBar final : public QWidget {
    Q_OBJECT

public:
    explicit FilterBar(const QTimeZone &zone, QWidget *parent = nullptr);

    void setProcesses(const std::vector<ProcessDetails> &processes);
    void setAgents(const std::vector<Agent> &agents);
    void setTags(const QStringList &tags);

    [[nodiscard]] CallFilter filter() const;
    [[nodiscard]] bool isFiltering() const;
    void clear();
    /// The calls of a process, those of the session of that name, or those since the day of a moment; each may be
    /// unset.
    void showOnly(ProcessId process, const QString &session, std::optional<qint64> since = {});
    /// Folded, it names the conditions in force, if there are any.
    void setOpen(bool open);
    /// The first field; Ctrl+F goes there.
    void focusFirst();

    [[nodiscard]] QJsonObject toJson() const;
    void fromJson(const QJsonObject &json);

Q_SIGNALS:
    void filterChanged();

private:
    void setUpFields();
    void change();
    void settle();
    void updateNote();
    [[nodiscard]] QString summary() const;
    [[nodiscard]] bool canClear() const;
    [[nodiscard]] QString proxy() const;
    [[nodiscard]] QByteArray session() const;
    /// Empty when it could hold a number.
    [[nodiscard]] QString recording() const;
    static void select(QComboBox *combo, const QVariant &value);
    void selectTag(const QString &tag);

    PeriodFields *m_period;
    QComboBox *m_process;
    QComboBox *m_agent;
    QLineEdit *m_proxy;
    QStringListModel *m_dids;
    QLineEdit *m_session;
    QLineEdit *m_recording;
    QComboBox *m_tag;
    QComboBox *m_disposition;
    QPushButton *m_clear;
    QWidget *m_fields;
    QLabel *m_note;
    QTimer m_pause; ///< typing and choosing settle before the log is read
    ProcessId m_wanted; ///< to be chosen once the processes are read
    CallFilter m_told; ///< what filterChanged() was last sent for
    bool m_periodWasSet = false; ///< by the bar, for a disposition
};

} // namespace callveil
