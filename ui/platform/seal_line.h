// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/seal_report.h"
#include "ui/widgets/progress_of.h"

namespace callveil {

/// How far the sealing of missing copies has come.
class SealLine final : public ProgressOf<SealProgress> {
    Q_OBJECT

public:
    explicit SealLine(QWidget *parent = nullptr);

    /// Answers what the work tells its progress to.
    [[nodiscard]] std::shared_ptr<SealProgress> start() { return startWork(); }

protected:
    [[nodiscard]] State state() const override;
};

} // namespace callveil
