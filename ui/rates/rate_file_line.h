// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/rates/rate_service.h"
#include "ui/widgets/progress_of.h"

namespace callveil {

/// How far a file of rates was read.
class RateFileLine final : public ProgressOf<RateProgress> {
    Q_OBJECT

public:
    explicit RateFileLine(QWidget *parent = nullptr);

    /// Answers what the work tells its progress to.
    [[nodiscard]] std::shared_ptr<RateProgress> start() { return startWork(); }

protected:
    [[nodiscard]] State state() const override;
};

} // namespace callveil
