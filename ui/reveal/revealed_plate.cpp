// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reveal/revealed_plate.h"

#include "ui/texts/isolated_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/number_delegate.h"

#include <QLabel>
#include <QProgressBar>
#include <QVBoxLayout>

namespace callveil {

using namespace std::chrono_literals;

RevealedPlate::RevealedPlate(QWidget *parent)
    : QWidget(parent), m_whose(new QLabel(this)), m_figures(new QLabel(this)), m_bar(new QProgressBar(this)),
      m_left(new QLabel(this))
{
    QFont large = NumberDelegate::fontFor(font());
    large.setPointSizeF(font().pointSizeF() * 2.2);
    m_figures->setObjectName(QStringLiteral("revealedNumber"));
    m_figures->setFont(large);
    m_figures->setTextFormat(Qt::PlainText);
    m_figures->setAlignment(Qt::AlignCenter);
    m_figures->setFocusPolicy(Qt::TabFocus); // a screen reader reads it when it gets there
    m_bar->setObjectName(QStringLiteral("revealTime"));
    m_bar->setAccessibleName(tr("Time left"));
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(gridUnit(this));
    for (QLabel *label : {m_whose, m_left}) {
        label->setForegroundRole(QPalette::PlaceholderText);
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignCenter);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, gridUnit(this) * 2, 0, 0);
    column->setSpacing(gridUnit(this));
    column->addWidget(m_whose);
    column->addWidget(m_figures);
    column->addSpacing(gridUnit(this));
    column->addWidget(m_bar);
    column->addWidget(m_left);
    connect(&m_tick, &QTimer::timeout, this, &RevealedPlate::count);
}

void RevealedPlate::present(
    const QString &whose, std::shared_ptr<const RevealedNumber> number, std::chrono::milliseconds time)
{
    m_whose->setText(whose);
    m_revealed = std::move(number);
    m_figures->setText(isolated(m_revealed->text()));
    m_figures->setAccessibleName(m_revealed->text());
    m_bar->setRange(0, int(time.count()));
    m_end = QDeadlineTimer(time);
    m_tick.start(std::min(time / 4, 200ms));
    count();
    setVisible(true);
    m_figures->setFocus(Qt::OtherFocusReason);
}

void RevealedPlate::wipe()
{
    m_tick.stop();
    m_figures->setAccessibleName({});
    m_figures->clear();
    m_revealed.reset(); // wipes itself, because nobody else holds it
}

void RevealedPlate::count()
{
    if (m_end.hasExpired()) {
        wipe();
        Q_EMIT timeUp();
        return;
    }
    const qint64 left = m_end.remainingTime();
    m_bar->setValue(int(left));
    m_left->setText(tr("Hidden in %1 s").arg((left + 999) / 1000));
}

} // namespace callveil
