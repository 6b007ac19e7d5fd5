// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/people/people_service.h"

#include <QObject>

class QComboBox;
class QListWidget;

namespace callveil {

class FieldForm;

/// Two fields of a form that choose all processes or some of them.
class ProcessChoice final : public QObject {
    Q_OBJECT

public:
    /// `label` names the choice between all and some; whoever belongs to some processes alone cannot choose all.
    ProcessChoice(FieldForm &form, const QString &label, bool mayChooseAll, QObject *parent);

    /// Archived processes are offered only where they are chosen.
    void setProcesses(const std::vector<Process> &processes, bool all, const QSet<ProcessId> &chosen);
    [[nodiscard]] bool isAll() const;
    /// None when all are chosen.
    [[nodiscard]] QList<ProcessId> chosen() const;

Q_SIGNALS:
    void changed();

private:
    void showList();

    FieldForm &m_form;
    QComboBox *m_extent;
    QListWidget *m_list;
};

} // namespace callveil
