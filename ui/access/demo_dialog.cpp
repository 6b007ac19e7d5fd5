// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/demo_dialog.h"

#include "domain/base/when_answered.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/help_topic.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/status_line.h"

#include <QDateTime>
#include <QDialogButtonBox>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace callveil {

DemoDialog::DemoDialog(DemoService &demo, DatabaseAddress address, QWidget *parent)
    : QDialog(parent), m_demo(demo), m_progress(std::make_shared<ImportProgress>()), m_bar(new QProgressBar),
      m_status(new StatusLine)
{
    setObjectName(QStringLiteral("demoDialog"));
    setHelpTopic(*this, QStringLiteral("first-start"));
    setWindowTitle(tr("Demo data - Callveil"));
    m_order.address = std::move(address);
    m_order.now = QDateTime::currentMSecsSinceEpoch();
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setRange(0, 0);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_cancel = buttons->button(QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::rejected, this, &DemoDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(new PageHead(tr("Making demo data"),
        tr("A small organisation with 90 days of invented calls. Its numbers belong to nobody.")));
    layout->addWidget(m_bar);
    layout->addWidget(m_status);
    layout->addStretch();
    layout->addWidget(buttons);
    setMinimumWidth(characters(this, 72));
    m_timer.setInterval(100);
    connect(&m_timer, &QTimer::timeout, this, &DemoDialog::showProgress);
    start();
}

void DemoDialog::start()
{
    m_running = true;
    m_timer.start();
    whenAnswered(m_demo.create(m_order, m_progress), this, [this](const Result<void> &answer) { take(answer); });
}

void DemoDialog::showProgress()
{
    const qint64 records = m_progress->records;
    if (records <= 0)
        return;
    m_bar->setRange(0, int(m_order.legs));
    m_bar->setValue(int(qMin(records, m_order.legs)));
}

/// A cancelled run ends at its next step, and that closes the dialog.
void DemoDialog::reject()
{
    if (!m_running)
        return QDialog::reject();
    m_progress->cancelled = true;
    m_cancel->setEnabled(false);
    m_status->say(Status::Neutral, tr("Cancelling…"));
}

void DemoDialog::take(const Result<void> &answer)
{
    m_running = false;
    m_timer.stop();
    if (answer)
        return accept();
    if (answer.error().code == ErrorCode::Cancelled)
        return QDialog::reject();
    m_bar->hide();
    m_cancel->setEnabled(true);
    m_status->say(Status::Critical, faultText(answer.error()));
}

} // namespace callveil
