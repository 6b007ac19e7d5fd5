// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/empty_state.h"

#include "ui/widgets/grid.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace callveil {

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent), m_reason(new QLabel(this)), m_advice(new QLabel(this)), m_action(new QPushButton(this))
{
    QFont strong = m_reason->font();
    strong.setWeight(QFont::DemiBold);
    m_reason->setFont(strong);
    for (QLabel *label : {m_reason, m_advice}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
    }
    m_advice->setForegroundRole(QPalette::PlaceholderText);
    m_action->setObjectName(QStringLiteral("emptyAction"));
    m_action->setAutoDefault(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(gridUnit(this) * 2, gridUnit(this) * 2, gridUnit(this) * 2, gridUnit(this) * 2);
    column->setSpacing(gridUnit(this));
    column->addStretch();
    column->addWidget(m_reason);
    column->addWidget(m_advice);
    column->addWidget(m_action, 0, Qt::AlignHCenter);
    column->addStretch();
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionChosen);
}

void EmptyState::say(const QString &reason, const QString &advice, const QString &action)
{
    m_reason->setText(reason);
    m_advice->setText(advice);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
}

} // namespace callveil
