// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/banner_notifier.h"

#include "ui/widgets/grid.h"
#include "ui/widgets/palette_icon.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QVBoxLayout>

namespace callveil {

namespace {

constexpr int lettersOfAStay = 150;

Status statusOf(Notifier::Kind kind)
{
    switch (kind) {
    case Notifier::Kind::Done:
        return Status::Ok;
    case Notifier::Kind::Information:
        return Status::Neutral;
    case Notifier::Kind::Warning:
        return Status::Warning;
    case Notifier::Kind::Failure:
    case Notifier::Kind::Offline:
        return Status::Critical;
    }
    return Status::Neutral;
}

/// The window's colour with a little of the state's: text on it stays as readable as on the window.
QColor tint(const QColor &ground, const QColor &colour)
{
    const auto mix = [](int a, int b) { return (a * 88 + b * 12) / 100; };
    return QColor(
        mix(ground.red(), colour.red()), mix(ground.green(), colour.green()), mix(ground.blue(), colour.blue()));
}

} // namespace

BannerNotifier::BannerNotifier(QWidget *parent)
    : QFrame(parent), m_sign(new QLabel), m_text(new QLabel), m_more(new QPushButton(tr("Details"))),
      m_close(new QToolButton), m_details(new QPlainTextEdit)
{
    setObjectName(QStringLiteral("banner"));
    setAutoFillBackground(true);
    m_text->setObjectName(QStringLiteral("bannerText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_more->setObjectName(QStringLiteral("bannerMore"));
    m_more->setAccessibleName(tr("Details"));
    m_more->setCheckable(true);
    // A letter would be taken from the page below.
    m_more->setShortcut(QKeySequence(tr("Ctrl+Shift+D")));
    m_more->setToolTip(tr("Shows what a technician wants to know (Ctrl+Shift+D)"));
    m_close->setObjectName(QStringLiteral("bannerClose"));
    m_close->setAccessibleName(tr("Close message"));
    m_close->setToolTip(tr("Close message"));
    m_close->setIcon(paletteIcon(QStringLiteral("dismiss")));
    m_close->setAutoRaise(true);
    m_details->setObjectName(QStringLiteral("bannerDetails"));
    m_details->setWhatsThis(tr("What a technician wants to know of this message."));
    m_details->setAccessibleName(tr("Details of the message"));
    m_details->setReadOnly(true);
    m_details->setTabChangesFocus(true);
    m_details->setFixedHeight(fontMetrics().lineSpacing() * 5);

    auto *row = new QHBoxLayout;
    row->addWidget(m_sign, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    row->addWidget(m_more, 0, Qt::AlignTop);
    row->addWidget(m_close, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    const int gap = gridUnit(this);
    layout->setContentsMargins(gap * 3 / 2, gap, gap, gap);
    layout->addLayout(row);
    layout->addWidget(m_details);

    connect(m_more, &QPushButton::toggled, this, &BannerNotifier::showDetails);
    connect(m_close, &QToolButton::clicked, this, &BannerNotifier::clear);
    m_leaving.setSingleShot(true);
    connect(&m_leaving, &QTimer::timeout, this, &BannerNotifier::leave);
    hide();
}

void BannerNotifier::show(Kind kind, const QString &text, const QString &details)
{
    m_kind = kind;
    m_text->setText(text);
    m_details->setPlainText(details);
    m_more->setVisible(!details.isEmpty());
    m_more->setChecked(false);
    showDetails(false);
    paintKind();
    setVisible(true);
    startLeaving();
    QAccessibleEvent alert(m_text, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

/// A long message needs longer to be read.
void BannerNotifier::startLeaving()
{
    m_leaving.stop();
    if (m_kind == Kind::Done)
        m_leaving.start(m_stay + m_stay * m_text->text().size() / lettersOfAStay);
}

void BannerNotifier::leave()
{
    const QWidget *focused = focusWidget();
    if (underMouse() || (focused && focused->hasFocus()) || !isVisible()) // who looked elsewhere has not seen it yet
        startLeaving();
    else
        clear();
}

void BannerNotifier::clear()
{
    m_leaving.stop();
    hide();
    m_text->clear();
    m_details->clear();
}

void BannerNotifier::dismiss(Kind kind)
{
    if (m_kind == kind)
        clear();
}

void BannerNotifier::showDetails(bool shown)
{
    m_details->setVisible(shown);
}

void BannerNotifier::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && !m_painting)
        paintKind();
    QFrame::changeEvent(event);
}

void BannerNotifier::paintKind()
{
    const QScopedValueRollback painting(m_painting, true);
    const Status status = statusOf(m_kind);
    const QPalette standard = QGuiApplication::palette();
    QPalette own; // of the ground alone: the rest comes from the window, which tells when the theme changes
    own.setColor(QPalette::Window, tint(standard.color(QPalette::Window), statusColour(status, standard)));
    setPalette(own);
    const int side = fontMetrics().height();
    m_sign->setPixmap(statusIcon(status).pixmap(QSize(side, side), devicePixelRatio()));
}

} // namespace callveil
