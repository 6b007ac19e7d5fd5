// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/seal_report.h"
#include "ui/widgets/progress_line.h"

#include <memory>

namespace callveil {

/// How far the sealing of missing copies has come.
class SealLine final : public ProgressLine {
    Q_OBJECT

public:
    explicit SealLine(QWidget *parent = nullptr);
    /// Work that is under way stops; what was sealed stays.
    ~SealLine() override;

    /// Answers what the work tells its progress to.
    [[nodiscard]] std::shared_ptr<SealProgress> start();
    [[nodiscard]] bool isRunning() const override { return m_work != nullptr; }

protected:
    [[nodiscard]] State state() const override;
    void stop() override { m_work->cancelled = true; }
    void forget() override { m_work.reset(); }

private:
    std::shared_ptr<SealProgress> m_work;
};

} // namespace callveil
