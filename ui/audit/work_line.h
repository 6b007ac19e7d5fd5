// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/audit/audit_service.h"
#include "ui/widgets/progress_line.h"

namespace callveil {

/// How far work on the whole record has come.
class WorkLine final : public ProgressLine {
    Q_OBJECT

public:
    explicit WorkLine(QWidget *parent = nullptr);
    /// Work that is under way stops.
    ~WorkLine() override;

    /// `verb`: what is being done, "Verifying". Answers what the work tells its progress to.
    [[nodiscard]] std::shared_ptr<DeedProgress> start(const QString &verb);
    [[nodiscard]] bool isRunning() const override { return m_work != nullptr; }

protected:
    [[nodiscard]] State state() const override;
    void stop() override { m_work->stop = true; }
    void forget() override { m_work.reset(); }

private:
    QString m_verb;
    std::shared_ptr<DeedProgress> m_work;
};

} // namespace callveil
