// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/backup/backup_service.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace callveil {

/// How far a backup or a restoring has come, with a Cancel button. Takes no room while there is none.
class BackupLine final : public QWidget {
    Q_OBJECT

public:
    explicit BackupLine(QWidget *parent = nullptr);
    /// Work that is under way stops.
    ~BackupLine() override;

    /// Answers what the work tells its progress to.
    [[nodiscard]] std::shared_ptr<BackupProgress> start();
    void finish();
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_work != nullptr; }

private:
    void showProgress();

    QLabel *m_text;
    QProgressBar *m_bar;
    QPushButton *m_cancel;
    QTimer m_tick;
    std::shared_ptr<BackupProgress> m_work;
};

} // namespace callveil
