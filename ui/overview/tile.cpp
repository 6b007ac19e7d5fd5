// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/tile.h"

#include "ui/widgets/grid.h"
#include "ui/widgets/palette_icon.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>
#include <QTextLayout>

namespace callveil {

namespace {

constexpr int wide = 26; // characters
constexpr double larger = 1.8; // the value, than other texts
constexpr int noteLines = 2;

/// No more lines than there is room for; the last one says by an ellipsis that there is more.
QString wrapped(const QString &text, const QFont &font, int width)
{
    QTextLayout layout(text, font);
    layout.beginLayout();
    QStringList lines;
    for (QTextLine line = layout.createLine(); line.isValid() && lines.size() < noteLines; line = layout.createLine()) {
        line.setLineWidth(width);
        const bool isLast = lines.size() == noteLines - 1;
        const QString rest = text.mid(line.textStart());
        lines.append(isLast ? QFontMetrics(font).elidedText(rest, Qt::ElideRight, width)
                            : rest.left(line.textLength()).trimmed());
    }
    layout.endLayout();
    return lines.join(u'\n');
}

} // namespace

Tile::Tile(const QString &title, const QString &explanation, QWidget *parent) : QAbstractButton(parent)
{
    setText(title);
    setAccessibleName(QString(title).remove(u'&'));
    setWhatsThis(explanation);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
}

void Tile::tell(const QString &value, const QString &note, Status status)
{
    if (value == m_value && note == m_note && status == m_status)
        return;
    m_value = value;
    m_note = note;
    m_status = status;
    setAccessibleDescription(note.isEmpty() ? value : QStringLiteral("%1. %2").arg(value, note));
    setToolTip(note);
    update();
}

QFont Tile::valueFont() const
{
    QFont font = this->font();
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * larger);
    else
        font.setPixelSize(int(font.pixelSize() * larger));
    return font;
}

QRect Tile::inner() const
{
    const int margin = gridUnit(this) * 3 / 2;
    return rect().adjusted(margin, margin, -margin, -margin);
}

QSize Tile::sizeHint() const
{
    const int margin = gridUnit(this) * 3 / 2;
    const int height = fontMetrics().lineSpacing() * (1 + noteLines) + QFontMetrics(valueFont()).lineSpacing();
    const int title = fontMetrics().size(Qt::TextShowMnemonic, text()).width();
    return QSize(qMax(characters(this, wide), title) + 2 * margin, height + 2 * margin);
}

QSize Tile::minimumSizeHint() const
{
    return sizeHint();
}

void Tile::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintGround(painter);
    paintTexts(painter);
}

void Tile::paintGround(QPainter &painter) const
{
    const bool isActive = underMouse() || hasFocus();
    QColor ground = palette().color(QPalette::Base);
    if (isDown())
        ground = palette().color(QPalette::Midlight);
    else if (underMouse())
        ground = palette().color(QPalette::AlternateBase);
    const double width = hasFocus() ? 2 : 1;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette().color(isActive ? QPalette::Link : QPalette::Mid), width));
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2), 4, 4);
}

void Tile::paintTexts(QPainter &painter) const
{
    QRect space = inner();
    const Qt::Alignment leading = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignTop);
    painter.setFont(font());
    const bool showsMnemonic = style()->styleHint(QStyle::SH_UnderlineShortcut, nullptr, this) != 0;
    style()->drawItemText(&painter, space,
        int(leading) | (showsMnemonic ? int(Qt::TextShowMnemonic) : int(Qt::TextHideMnemonic)), palette(), isEnabled(),
        text(), QPalette::Text);
    space.setTop(space.top() + fontMetrics().lineSpacing());
    const int tall = QFontMetrics(valueFont()).lineSpacing();
    QRect line(space.topLeft(), QSize(space.width(), tall));
    if (m_status != Status::Neutral && m_status != Status::Ok) {
        const int side = fontMetrics().height() * 5 / 4;
        const QRect place =
            QStyle::alignedRect(layoutDirection(), Qt::AlignTrailing | Qt::AlignVCenter, QSize(side, side), line);
        statusIcon(m_status).paint(&painter, place);
    }
    painter.setFont(valueFont());
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(line, int(leading), m_value);
    space.setTop(space.top() + tall);
    painter.setFont(font());
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(space, int(leading), wrapped(m_note, font(), space.width()));
}

void Tile::changeEvent(QEvent *event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateGeometry();
    update();
}

void Tile::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void Tile::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

/// Return follows a link; Space is the button's own.
void Tile::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return click();
    QAbstractButton::keyPressEvent(event);
}

} // namespace callveil
