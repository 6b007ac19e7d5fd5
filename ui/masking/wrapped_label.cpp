// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/masking/wrapped_label.h"

#include <QEvent>

namespace callveil {

WrappedLabel::WrappedLabel(QWidget *parent) : WrappedLabel(QString(), parent) { }

WrappedLabel::WrappedLabel(const QString &text, QWidget *parent) : QLabel(text, parent)
{
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
}

void WrappedLabel::say(const QString &text)
{
    setText(text);
    claimHeight();
}

void WrappedLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    claimHeight();
}

void WrappedLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        claimHeight();
}

void WrappedLabel::showEvent(QShowEvent *event)
{
    QLabel::showEvent(event);
    claimHeight();
}

void WrappedLabel::claimHeight()
{
    if (isVisible()) // before that the width means nothing
        setMinimumHeight(qMax(0, heightForWidth(width())));
}

} // namespace callveil
