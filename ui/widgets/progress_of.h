// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/progress_line.h"

#include <memory>

namespace callveil {

/// A line for work that is told to stop by its progress' `cancelled`. It stops with the line, too.
template <typename Progress>
class ProgressOf : public ProgressLine {
public:
    ~ProgressOf() override
    {
        if (m_work)
            m_work->cancelled = true;
    }

    [[nodiscard]] bool isRunning() const override { return m_work != nullptr; }

protected:
    using ProgressLine::ProgressLine;

    /// Answers what the work tells its progress to.
    [[nodiscard]] std::shared_ptr<Progress> startWork()
    {
        m_work = std::make_shared<Progress>();
        begin();
        return m_work;
    }
    /// Of the work that is under way.
    [[nodiscard]] const Progress &work() const { return *m_work; }
    void stop() override { m_work->cancelled = true; }
    void forget() override { m_work.reset(); }

private:
    std::shared_ptr<Progress> m_work;
};

} // namespace callveil
