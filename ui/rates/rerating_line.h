// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/rates/rate_service.h"
#include "ui/widgets/progress_of.h"

namespace callveil {

/// How far the re-rating of a period has come, or the look at it.
class ReratingLine final : public ProgressOf<ReratingProgress> {
    Q_OBJECT

public:
    explicit ReratingLine(QWidget *parent = nullptr);

    /// Answers what the work tells its progress to.
    [[nodiscard]] std::shared_ptr<ReratingProgress> start() { return startWork(); }

protected:
    [[nodiscard]] State state() const override;
};

} // namespace callveil
