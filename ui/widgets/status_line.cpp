// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/status_line.h"

#include "ui/widgets/grid.h"
#include "ui/widgets/palette_icon.h"
#include "ui/widgets/wrapped_label.h"

#include <QEvent>
#include <QHBoxLayout>

namespace callveil {

StatusLine::StatusLine(QWidget *parent) : QWidget(parent), m_sign(new QLabel(this)), m_text(new WrappedLabel(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gridUnit(this));
    row->addWidget(m_sign, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    hide();
}

void StatusLine::say(Status status, const QString &text)
{
    m_status = status;
    m_text->say(text);
    paintText();
    setVisible(!text.isEmpty());
}

void StatusLine::clear()
{
    if (!text().isEmpty()) // forms clear with every key
        say(Status::Neutral, {});
}

QString StatusLine::text() const
{
    return m_text->text();
}

void StatusLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        paintText();
}

void StatusLine::paintText()
{
    const int side = fontMetrics().height();
    m_sign->setPixmap(statusIcon(m_status).pixmap(QSize(side, side), devicePixelRatioF()));
    QPalette colours = palette();
    if (m_status != Status::Neutral)
        colours.setColor(QPalette::WindowText, statusColour(m_status, colours));
    m_text->setPalette(colours);
}

} // namespace callveil
