// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/backup/backup_service.h"
#include "ui/widgets/progress_line.h"

namespace callveil {

/// How far a backup or a restoring has come.
class BackupLine final : public ProgressLine {
    Q_OBJECT

public:
    explicit BackupLine(QWidget *parent = nullptr);
    /// Work that is under way stops.
    ~BackupLine() override;

    /// Answers what the work tells its progress to.
    [[nodiscard]] std::shared_ptr<BackupProgress> start();
    [[nodiscard]] bool isRunning() const override { return m_work != nullptr; }

protected:
    [[nodiscard]] State state() const override;
    void stop() override { m_work->cancelled = true; }
    void forget() override { m_work.reset(); }

private:
    std::shared_ptr<BackupProgress> m_work;
};

} // namespace callveil
