// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/backup/backup_service.h"
#include "ui/widgets/progress_of.h"

namespace callveil {

/// How far a backup or a restoring has come.
class BackupLine final : public ProgressOf<BackupProgress> {
    Q_OBJECT

public:
    explicit BackupLine(QWidget *parent = nullptr);

    /// Answers what the work tells its progress to.
    [[nodiscard]] std::shared_ptr<BackupProgress> start() { return startWork(); }

protected:
    [[nodiscard]] State state() const override;
};

} // namespace callveil
