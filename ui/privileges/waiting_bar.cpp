// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/privileges/waiting_bar.h"

#include "domain/base/when_answered.h"
#include "ui/privileges/waiting_text.h"
#include "ui/shell/notifier.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/status_line.h"

#include <QGridLayout>
#include <QPushButton>

namespace callveil {

WaitingBar::WaitingBar(const PageContext &context, AccessService &access, QWidget *parent)
    : QWidget(parent), m_context(context), m_access(access), m_mine(new StatusLine(this)),
      m_others(new StatusLine(this)), m_give(new QPushButton(tr("Give &keys"), this))
{
    m_mine->setObjectName(QStringLiteral("waitingForMe"));
    m_others->setObjectName(QStringLiteral("waitingElsewhere"));
    m_give->setObjectName(QStringLiteral("giveKeys"));
    m_give->setToolTip(tr("Hands on the keys that you hold to everybody who was granted what they open."));
    auto *rows = new QGridLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setHorizontalSpacing(gridUnit(this) * 2);
    rows->setColumnStretch(0, 1);
    rows->addWidget(m_mine, 0, 0, Qt::AlignVCenter);
    rows->addWidget(m_give, 0, 1);
    rows->addWidget(m_others, 1, 0, 1, 2);
    connect(m_give, &QPushButton::clicked, this, &WaitingBar::give);
    hide();
}

void WaitingBar::refresh()
{
    const int request = ++m_request;
    whenAnswered(m_access.waiting(), this, [this, request](const Result<std::vector<WaitingPerson>> &waiting) {
        if (request != m_request)
            return;
        if (!waiting)
            return m_context.notifier.fail(waiting.error());
        show(*waiting);
    });
}

void WaitingBar::show(const std::vector<WaitingPerson> &waiting)
{
    const QString mine = serveText(waiting), others = elsewhereText(waiting);
    m_mine->say(Status::Warning, mine);
    m_others->say(Status::Neutral, others);
    m_give->setVisible(!mine.isEmpty());
    m_give->setEnabled(true);
    setVisible(!waiting.empty());
}

void WaitingBar::give()
{
    m_give->setEnabled(false);
    whenAnswered(m_access.completeWaiting(), this, [this](const Result<GivenKeys> &given) {
        m_give->setEnabled(true);
        if (!given)
            return m_context.notifier.fail(given.error());
        m_context.notifier.show(
            given->refusals.empty() ? Notifier::Kind::Done : Notifier::Kind::Warning, servedText(*given));
        Q_EMIT keysGiven();
    });
}

} // namespace callveil
