// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace callveil {

/// What stands in the place of an empty table: why there is nothing, and a button for what to do next.
class EmptyState final : public QWidget {
    Q_OBJECT

public:
    explicit EmptyState(QWidget *parent = nullptr);

    /// An empty `action` shows no button.
    void say(const QString &reason, const QString &advice, const QString &action);

Q_SIGNALS:
    void actionChosen();

private:
    QLabel *m_reason;
    QLabel *m_advice;
    QPushButton *m_action;
};

} // namespace callveil
