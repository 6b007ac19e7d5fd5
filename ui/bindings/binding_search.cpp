// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bindings/binding_search.h"

#include "ui/bindings/find_number_dialog.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/palette_icon.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

namespace callveil {

BindingSearch::BindingSearch(BindingService &bindings, QWidget *parent)
    : QObject(parent), m_bindings(bindings),
      m_button(new QPushButton(paletteIcon(QStringLiteral("edit_find")), tr("Find num&ber…"), parent)),
      m_line(new QWidget(parent)), m_text(new QLabel(m_line))
{
    m_button->setObjectName(QStringLiteral("findNumber"));
    m_button->setAccessibleName(tr("Find number"));
    m_button->setVisible(m_bindings.me()->may(Permission::SearchByNumber));
    m_button->setToolTip(tr("Finds the bindings of one number without showing any"));
    auto *clear = new QPushButton(paletteIcon(QStringLiteral("dismiss")), tr("Sho&w all"), m_line);
    clear->setObjectName(QStringLiteral("showAll"));
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
    connect(m_button, &QPushButton::clicked, this, &BindingSearch::ask);
    connect(clear, &QPushButton::clicked, this, &BindingSearch::clear);
}

void BindingSearch::ask()
{
    auto *dialog = new FindNumberDialog(m_bindings, qobject_cast<QWidget *>(parent()));
    connect(dialog, &FindNumberDialog::found, this, &BindingSearch::take);
    dialog->open();
}

void BindingSearch::take(const BindingPage &page)
{
    const QString count = QLocale().toString(qlonglong(page.bindings.size()));
    m_text->setText(page.bindings.empty()
            ? tr("Search result: no binding has this number now.")
            : tr("Search result: bindings with this number: %1. The filter does not apply to them.").arg(count));
    m_line->show();
    Q_EMIT found(page);
}

void BindingSearch::clear()
{
    if (m_line->isHidden())
        return;
    m_line->hide();
    Q_EMIT cleared();
}

} // namespace callveil
