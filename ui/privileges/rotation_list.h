// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/rotation/rotation_service.h"
#include "ui/shell/page.h"

#include <QTimer>

class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace callveil {

class StatusLine;

/// The processes whose vault must get a new key, one line each, with the button that gives it. One at a time. Takes no
/// room while none is due.
class RotationList final : public QWidget {
    Q_OBJECT

public:
    explicit RotationList(const PageContext &context, QWidget *parent = nullptr);
    /// Cancels one that runs: what is under the new key stays there.
    ~RotationList() override;

    void refresh();

private:
    void show(const std::vector<VaultState> &states);
    void addLine(const VaultState &state);
    void ask(const VaultState &state);
    void run(const VaultState &state);
    void settle(const QString &name, const Result<RotationReport> &report);
    void showProgress();
    [[nodiscard]] QWidget *makeProgress();
    [[nodiscard]] static QString damagedText(qint64 numbers);

    PageContext m_context;
    RotationService m_rotations;
    QVBoxLayout *m_lines;
    QWidget *m_running;
    QProgressBar *m_bar;
    StatusLine *m_name;
    QTimer m_clock;
    std::shared_ptr<RotationProgress> m_progress; ///< while one runs
    int m_request = 0;
};

} // namespace callveil
