// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/search_result_line.h"

#include "ui/widgets/grid.h"
#include "ui/widgets/palette_icon.h"
#include "ui/widgets/status_line.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace callveil {

SearchResultLine::SearchResultLine(const QString &back, QWidget *parent) : QWidget(parent), m_text(new StatusLine(this))
{
    auto *button = new QPushButton(paletteIcon(QStringLiteral("dismiss")), back, this);
    button->setAutoDefault(false);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gridUnit(this));
    row->addWidget(m_text, 1);
    row->addWidget(button);
    connect(button, &QPushButton::clicked, this, &SearchResultLine::left);
    hide();
}

void SearchResultLine::say(const QString &text)
{
    m_text->say(Status::Neutral, text);
    show();
}

} // namespace callveil
