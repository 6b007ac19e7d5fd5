// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/demo/demo_service.h"

#include <QDialog>
#include <QTimer>

class QProgressBar;
class QPushButton;

namespace callveil {

class StatusLine;

/// Makes the demo database, with progress. Accepted when it is there; Cancel leaves nothing behind.
class DemoDialog final : public QDialog {
    Q_OBJECT

public:
    DemoDialog(DemoService &demo, DatabaseAddress address, QWidget *parent = nullptr);

    void reject() override;

private:
    void start();
    void showProgress();
    void take(const Result<void> &answer);

    DemoService &m_demo;
    DemoOrder m_order;
    std::shared_ptr<ImportProgress> m_progress;
    QProgressBar *m_bar;
    StatusLine *m_status;
    QPushButton *m_cancel;
    QTimer m_timer;
    bool m_running = false;
};

} // namespace callveil
