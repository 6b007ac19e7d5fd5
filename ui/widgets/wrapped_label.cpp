// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/wrapped_label.h"

#include <QResizeEvent>

namespace callveil {

WrappedLabel::WrappedLabel(QWidget *parent) : WrappedLabel(QString(), parent) { }

WrappedLabel::WrappedLabel(const QString &text, QWidget *parent) : QLabel(text, parent)
{
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    setAlignment(Qt::AlignTop | Qt::AlignLeading);
}

QSize WrappedLabel::sizeHint() const
{
    return fitted(QLabel::sizeHint());
}

QSize WrappedLabel::minimumSizeHint() const
{
    return fitted(QLabel::minimumSizeHint());
}

/// Qt guesses a shape; once the label has its width, only one height is right.
QSize WrappedLabel::fitted(QSize guess) const
{
    if (isVisible())
        guess.setHeight(heightForWidth(width()));
    return guess;
}

void WrappedLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry();
}

void WrappedLabel::showEvent(QShowEvent *event)
{
    QLabel::showEvent(event);
    updateGeometry();
}

} // namespace callveil
