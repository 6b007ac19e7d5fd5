// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/leaks/leak_audit_service.h"
#include "ui/widgets/progress_of.h"

namespace callveil {

/// How far a scan or an export of findings has come.
class LeakWorkLine final : public ProgressOf<LeakProgress> {
    Q_OBJECT

public:
    explicit LeakWorkLine(QWidget *parent = nullptr);

    /// Answers what the work tells its progress to.
    [[nodiscard]] std::shared_ptr<LeakProgress> startScan();
    [[nodiscard]] std::shared_ptr<LeakProgress> startExport();

protected:
    [[nodiscard]] State state() const override;

private:
    bool m_scans = false;
};

} // namespace callveil
