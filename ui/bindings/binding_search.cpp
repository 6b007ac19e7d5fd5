// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bindings/binding_search.h"

#include "ui/bindings/find_number_dialog.h"
#include "ui/widgets/palette_icon.h"
#include "ui/widgets/search_result_line.h"

#include <QLocale>
#include <QPushButton>

namespace callveil {

BindingSearch::BindingSearch(BindingService &bindings, QWidget *parent)
    : QObject(parent), m_bindings(bindings),
      m_button(new QPushButton(paletteIcon(QStringLiteral("edit_find")), tr("Find num&ber…"), parent)),
      m_line(new SearchResultLine(tr("Sho&w all"), parent))
{
    m_button->setObjectName(QStringLiteral("findNumber"));
    m_button->setAccessibleName(tr("Find number"));
    m_button->setVisible(m_bindings.me()->may(Permission::SearchByNumber));
    m_button->setToolTip(tr("Finds the bindings of one number without showing any"));
    connect(m_button, &QPushButton::clicked, this, &BindingSearch::ask);
    connect(m_line, &SearchResultLine::left, this, &BindingSearch::clear);
}

QWidget *BindingSearch::line() const
{
    return m_line;
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
    m_line->say(page.bindings.empty()
            ? tr("Search result: no binding has this number now.")
            : tr("Search result: bindings with this number: %1. The filter does not apply to them.").arg(count));
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
