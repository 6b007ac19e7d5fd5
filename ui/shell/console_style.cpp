// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/console_style.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QPainter>
#include <QStyleOption>

namespace callveil {

namespace {

int unit(const QWidget *widget)
{
    const QFontMetrics metrics = widget ? widget->fontMetrics() : QFontMetrics(QApplication::font());
    return qMax(4, metrics.height() / 2);
}

void drawFrame(const QStyleOption &option, QPainter *painter, qreal radius)
{
    QPalette::ColorRole role = QPalette::Mid;
    if (!option.state.testFlag(QStyle::State_Enabled))
        role = QPalette::Midlight;
    else if (option.state.testFlag(QStyle::State_HasFocus))
        role = QPalette::Link;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(option.palette.color(role));
    painter->drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter->restore();
}

} // namespace

ConsoleStyle::ConsoleStyle() : QProxyStyle(QStringLiteral("Fusion")) { }

int ConsoleStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin:
        return unit(widget) * 3 / 2;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return unit(widget);
    case PM_FocusFrameHMargin: // on both sides of the text of a cell
        return unit(widget) / 2;
    case PM_HeaderMargin: // so that headings stand above the texts of their cells
        return unit(widget) / 2 + 1;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ConsoleStyle::styleHint(
    StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *returnData) const
{
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0;
    if (hint == SH_FormLayoutFormAlignment)
        return int(Qt::AlignLeft | Qt::AlignTop);
    if (hint == SH_FormLayoutLabelAlignment)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    return QProxyStyle::styleHint(hint, option, widget, returnData);
}

/// Fusion frames fields and boxes in a darker shade of the window, which vanishes on a dark one.
void ConsoleStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    if (element == PE_FrameLineEdit || element == PE_IndicatorCheckBox)
        drawFrame(*option, painter, 2);
    else if (element == PE_IndicatorRadioButton)
        drawFrame(*option, painter, option->rect.width() / 2.0);
    else if (element == PE_Frame && qobject_cast<const QAbstractScrollArea *>(widget))
        drawFrame(*option, painter, 0);
}

void ConsoleStyle::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    const auto *spinBox = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
    const auto *comboBox = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    if ((spinBox && spinBox->frame) || (comboBox && comboBox->frame))
        drawFrame(*option, painter, 2);
}

} // namespace callveil
