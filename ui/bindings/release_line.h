// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/bindings/binding_service.h"
#include "ui/widgets/progress_line.h"

namespace callveil {

/// How far a release of many bindings, or the closing of a case, has come.
class ReleaseLine final : public ProgressLine {
    Q_OBJECT

public:
    explicit ReleaseLine(QWidget *parent = nullptr);
    /// What is under way stops; those that were not released yet stay.
    ~ReleaseLine() override;

    /// `all`: how many are to end; 0: not known. Answers what the work tells its progress to.
    [[nodiscard]] std::shared_ptr<ReleaseProgress> start(qint64 all);
    [[nodiscard]] bool isRunning() const override { return m_work != nullptr; }

protected:
    [[nodiscard]] State state() const override;
    void stop() override { m_work->cancelled = true; }
    void forget() override { m_work.reset(); }

private:
    qint64 m_all = 0;
    std::shared_ptr<ReleaseProgress> m_work;
};

} // namespace callveil
