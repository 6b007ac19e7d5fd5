// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reveal/number_search.h"

#include "ui/reveal/number_search_dialog.h"
#include "ui/widgets/palette_icon.h"
#include "ui/widgets/search_result_line.h"

#include <QLocale>
#include <QPushButton>

namespace callveil {

NumberSearch::NumberSearch(RevealService &service, QWidget *parent)
    : QObject(parent), m_service(service),
      m_button(new QPushButton(paletteIcon(QStringLiteral("edit_find")), tr("Search num&ber…"), parent)),
      m_line(new SearchResultLine(tr("Bac&k to all calls"), parent))
{
    m_button->setObjectName(QStringLiteral("searchNumber"));
    m_button->setAccessibleName(tr("Search number"));
    m_button->setAutoDefault(false);
    m_button->setVisible(m_service.me()->may(Permission::SearchByNumber));
    m_button->setToolTip(tr("Finds the calls of one number without showing any"));
    connect(m_button, &QPushButton::clicked, this, &NumberSearch::ask);
    connect(m_line, &SearchResultLine::left, this, &NumberSearch::clear);
}

QWidget *NumberSearch::line() const
{
    return m_line;
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
    m_line->say(m_found->empty() ? text : tr("%1 The filter does not apply to them.").arg(text));
    Q_EMIT foundChanged();
}

void NumberSearch::narrow(FoundCalls calls, const QString &text)
{
    m_found = std::move(calls);
    m_line->say(tr("%1 The filter does not apply to them.").arg(text));
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
