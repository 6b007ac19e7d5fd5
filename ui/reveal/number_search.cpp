// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reveal/number_search.h"

#include "ui/reveal/number_search_dialog.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/palette_icon.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

namespace callveil {

NumberSearch::NumberSearch(RevealService &service, QWidget *parent)
    : QObject(parent), m_service(service),
      m_button(new QPushButton(paletteIcon(QStringLiteral("edit_find")), tr("Search num&ber…"), parent)),
      m_line(new QWidget(parent)), m_text(new QLabel(m_line))
{
    m_button->setObjectName(QStringLiteral("searchNumber"));
    m_button->setAccessibleName(tr("Search number"));
    m_button->setAutoDefault(false);
    m_button->setVisible(m_service.me()->may(Permission::SearchByNumber));
    m_button->setToolTip(tr("Finds the calls of one number without showing any"));
    auto *clear = new QPushButton(paletteIcon(QStringLiteral("dismiss")), tr("Bac&k to all calls"), m_line);
    clear->setObjectName(QStringLiteral("clearSearch"));
    clear->setAutoDefault(false);
    m_text->setObjectName(QStringLiteral("searchResult"));
    m_text->setWordWrap(true);
    auto *sign = new QLabel(m_line);
    const int side = m_line->fontMetrics().height();
    sign->setPixmap(statusIcon(Status::Neutral).pixmap(QSize(side, side), m_line->devicePixelRatioF()));
    auto *row = new QHBoxLayout(m_line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gridUnit(m_line));
    row->addWidget(sign);
    row->addWidget(m_text, 1);
    row->addWidget(clear);
    m_line->hide();
    connect(m_button, &QPushButton::clicked, this, &NumberSearch::ask);
    connect(clear, &QPushButton::clicked, this, &NumberSearch::clear);
}

void NumberSearch::ask()
{
    auto *dialog = new NumberSearchDialog(m_service, qobject_cast<QWidget *>(parent()));
    connect(dialog, &NumberSearchDialog::found, this, &NumberSearch::take);
    dialog->open();
}

void NumberSearch::take(const SearchOutcome &outcome)
{
    m_found = outcome.calls();
    const QString count = QLocale().toString(qlonglong(m_found->size()));
    QString text =
        m_found->empty() ? tr("Calls of one number: none found.") : tr("Calls of one number: %1 found.").arg(count);
    if (outcome.more)
        text = tr("Calls of one number: the newest %1 are shown, and there are older ones.").arg(count);
    m_text->setText(m_found->empty() ? text : tr("%1 The filter does not apply to them.").arg(text));
    m_line->show();
    Q_EMIT foundChanged();
}

void NumberSearch::clear()
{
    if (!m_found)
        return;
    m_found.reset();
    m_line->hide();
    Q_EMIT foundChanged();
}

} // namespace callveil
