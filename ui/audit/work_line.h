// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/audit/audit_service.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace callveil {

/// How far work on the whole record has come, with a Cancel button. Takes no room while there is none, and none for
/// work that takes no longer than a moment.
class WorkLine final : public QWidget {
    Q_OBJECT

public:
    explicit WorkLine(QWidget *parent = nullptr);
    /// Work that is under way stops.
    ~WorkLine() override;

    /// `verb`: what is being done, "Verifying". Answers what the work tells its progress to.
    [[nodiscard]] std::shared_ptr<DeedProgress> start(const QString &verb);
    void finish();
    [[nodiscard]] bool isRunning() const { return m_work != nullptr; }

private:
    void cancel();
    void showProgress();

    QLabel *m_text;
    QProgressBar *m_bar;
    QPushButton *m_cancel;
    QString m_verb;
    QTimer m_delay;
    QTimer m_tick;
    std::shared_ptr<DeedProgress> m_work;
};

} // namespace callveil
