// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/backup/backup_line.h"

#include "ui/widgets/grid.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace callveil {

using namespace std::chrono_literals;

BackupLine::BackupLine(QWidget *parent)
    : QWidget(parent), m_text(new QLabel(this)), m_bar(new QProgressBar(this)),
      m_cancel(new QPushButton(tr("Ca&ncel"), this))
{
    m_text->setObjectName(QStringLiteral("backupStep"));
    m_bar->setObjectName(QStringLiteral("backupProgress"));
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(gridUnit(this));
    m_cancel->setObjectName(QStringLiteral("cancelBackup"));
    m_cancel->setAutoDefault(false);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gridUnit(this));
    row->addWidget(m_text);
    row->addWidget(m_bar, 1);
    row->addWidget(m_cancel);
    hide();
    m_tick.setInterval(100ms);
    connect(&m_tick, &QTimer::timeout, this, &BackupLine::showProgress);
    connect(m_cancel, &QPushButton::clicked, this, &BackupLine::cancel);
}

BackupLine::~BackupLine()
{
    if (m_work)
        m_work->cancelled = true;
}

std::shared_ptr<BackupProgress> BackupLine::start()
{
    m_work = std::make_shared<BackupProgress>();
    m_cancel->setEnabled(true);
    showProgress();
    show();
    m_tick.start();
    return m_work;
}

void BackupLine::finish()
{
    m_work.reset();
    m_tick.stop();
    hide();
}

void BackupLine::cancel()
{
    m_work->cancelled = true;
    m_cancel->setEnabled(false);
    showProgress();
}

void BackupLine::showProgress()
{
    const qint64 all = m_work->all;
    const qint64 done = m_work->done;
    m_bar->setRange(0, all > 0 ? 1000 : 0);
    m_bar->setValue(all > 0 ? int(1000 * std::min(done, all) / all) : 0);
    if (m_work->cancelled)
        return m_text->setText(tr("Cancelling…"));
    switch (m_work->step) {
    case BackupProgress::Step::Copying:
        return m_text->setText(tr("Copying…"));
    case BackupProgress::Step::Checking:
        return m_text->setText(tr("Checking…"));
    case BackupProgress::Step::Restoring:
        return m_text->setText(tr("Restoring…"));
    }
}

} // namespace callveil
