// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/verify_panel.h"

#include "ui/texts/deed_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/status_line.h"
#include "ui/widgets/wrapped_label.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>

#include <algorithm>

namespace callveil {

namespace {
constexpr int mostShown = 4;
}

VerifyPanel::VerifyPanel(QWidget *parent)
    : QWidget(parent), m_result(new StatusLine(this)), m_broken(new QWidget(this)), m_breaks(new QListWidget(m_broken)),
      m_go(new QPushButton(tr("&Go to entry"), m_broken)), m_accept(new QPushButton(tr("Acc&ept…"), m_broken)),
      m_advice(new WrappedLabel(m_broken))
{
    m_result->setObjectName(QStringLiteral("verifyResult"));
    m_breaks->setObjectName(QStringLiteral("brokenEntries"));
    m_breaks->setWhatsThis(tr(
        "The first entry of each person that does not fit to the one before. Go to entry shows it among the others."));
    m_breaks->setAccessibleName(tr("Broken entries"));
    m_breaks->setWordWrap(true);
    m_breaks->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_go->setObjectName(QStringLiteral("goToEntry"));
    m_accept->setObjectName(QStringLiteral("acceptRecord"));
    m_accept->setAccessibleName(tr("Accept"));
    m_accept->setToolTip(tr("Makes this computer take the record as it is from now on, with a reason"));
    m_advice->setMuted();
    auto *buttons = new QVBoxLayout;
    for (QPushButton *button : {m_go, m_accept}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch();
    auto *row = new QHBoxLayout;
    row->addWidget(m_breaks, 1, Qt::AlignTop);
    row->addLayout(buttons);
    auto *broken = new QVBoxLayout(m_broken);
    broken->setContentsMargins(0, 0, 0, 0);
    broken->addLayout(row);
    broken->addWidget(m_advice);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(this) / 2);
    column->addWidget(m_result);
    column->addWidget(m_broken);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(m_breaks, &QListWidget::itemActivated, this, &VerifyPanel::goToCurrent);
    connect(m_go, &QPushButton::clicked, this, &VerifyPanel::goToCurrent);
    connect(m_accept, &QPushButton::clicked, this, &VerifyPanel::acceptWanted);
    clear();
}

void VerifyPanel::show(const DeedReport &report, QTime at, bool whole)
{
    const QString entries = tr("%Ln entries", nullptr, int(report.entries));
    const QString people = tr("%Ln people", nullptr, int(report.actors));
    QString text = report.breaks.empty()
        ? tr("%1 of %2 verified at %3: nothing is missing or changed.")
              .arg(entries, people, QLocale().toString(at, QLocale::ShortFormat))
        : tr("The record of %Ln people is broken. Named is the first broken entry of each; what follows it proves "
             "nothing any more.",
            nullptr, int(report.breaks.size()));
    if (!whole)
        text += u' ' + tr("Deeds of people outside your processes are not part of this.");
    m_result->say(report.breaks.empty() ? Status::Ok : Status::Critical, text);
    setBreaks(report.breaks);
    setVisible(true);
}

void VerifyPanel::sayCancelled()
{
    m_result->say(Status::Neutral, tr("The verification was cancelled: whether the record is whole is not known."));
    setBreaks({});
    setVisible(true);
}

void VerifyPanel::clear()
{
    m_result->clear();
    setBreaks({});
    hide();
}

void VerifyPanel::setBreaks(std::vector<DeedBreak> breaks)
{
    m_found = std::move(breaks);
    m_breaks->clear();
    m_breaks->addItems(breakTexts(m_found));
    m_breaks->setCurrentRow(0);
    const bool forgotten = std::any_of(m_found.begin(), m_found.end(),
        [](const DeedBreak &found) { return found.kind == DeedBreak::Kind::Forgotten; });
    m_accept->setVisible(forgotten); // it changes nothing about entries that do not fit together
    m_advice->say(forgotten
            ? tr("Was a backup brought back on purpose? Then accept the record as it is. Otherwise keep a copy of the "
                 "database as it is now and find out who could write to it without this program.")
            : tr("Keep a copy of the database as it is now and find out who could write to it without this program."));
    m_broken->setVisible(!m_found.empty());
    fitList();
}

/// Each sentence is whole at the width that there is; the first few are in sight.
void VerifyPanel::fitList()
{
    m_broken->layout()->activate();
    const int gap = gridUnit(this);
    const QRect room(0, 0, m_breaks->viewport()->width() - gap, QWIDGETSIZE_MAX);
    int shown = 2 * m_breaks->frameWidth();
    for (int row = 0; row < m_breaks->count(); ++row) {
        QListWidgetItem *item = m_breaks->item(row);
        const QRect text = fontMetrics().boundingRect(room, Qt::TextWordWrap, item->text());
        item->setSizeHint(QSize(0, text.height() + gap));
        shown += row < mostShown ? text.height() + gap : 0;
    }
    m_breaks->setFixedHeight(shown);
}

void VerifyPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitList();
}

void VerifyPanel::goToCurrent()
{
    if (const int row = m_breaks->currentRow(); row >= 0)
        Q_EMIT entryWanted(m_found[size_t(row)]);
}

} // namespace callveil
