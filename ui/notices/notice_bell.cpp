// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notices/notice_bell.h"

#include "services/base/workspace.h"
#include "services/session/local_state.h"
#include "ui/notices/notice_watch.h"
#include "ui/notices/notices_dialog.h"
#include "ui/texts/notice_text.h"
#include "ui/widgets/palette_icon.h"

#include <QEvent>
#include <QSettings>

#include <algorithm>

namespace callveil {

NoticeBell::NoticeBell(const PageContext &context, QSettings &settings, NoticeWatch &watch, QWidget *parent)
    : QToolButton(parent), m_context(context), m_settings(settings),
      m_key(QStringLiteral("notices/%1-%2")
                .arg(SeenDatabase::markOf(context.workspace.address().place()))
                .arg(context.workspace.identity()->id.value)),
      m_watch(&watch), m_seen(settings.value(m_key).toStringList())
{
    setObjectName(QStringLiteral("noticeBell"));
    setAccessibleName(tr("Notices"));
    setAutoRaise(true);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setWhatsThis(tr("How many things call for your attention, and how many of them you have not looked at. Press it "
                    "for the list."));
    say();
    connect(this, &QToolButton::clicked, this, &NoticeBell::openList);
    connect(&watch, &NoticeWatch::answered, this, &NoticeBell::take);
    connect(&watch, &NoticeWatch::failed, this, [this](const Error &error) {
        if (m_dialog)
            m_dialog->tellFailure(error);
    });
}

void NoticeBell::take(const std::vector<Notice> &notices)
{
    m_notices = notices;
    m_isRead = true;
    if (m_seen.keepOnly(m_notices))
        m_settings.setValue(m_key, m_seen.lines());
    if (m_dialog)
        m_dialog->show(m_notices, m_seen);
    say();
}

/// Everything counts as looked at once the list is closed; until then it says what is new.
void NoticeBell::openList()
{
    if (m_dialog)
        return m_dialog->activateWindow();
    m_dialog = new NoticesDialog(m_context.zone, m_context.workspace.identity()->permissions, window());
    connect(m_dialog, &QDialog::finished, this, &NoticeBell::remember);
    connect(m_dialog, &NoticesDialog::chosen, this, &NoticeBell::followed);
    connect(m_dialog, &NoticesDialog::keysAsked, this, &NoticeBell::keysAsked);
    if (m_isRead)
        m_dialog->show(m_notices, m_seen);
    m_dialog->open();
    if (m_watch)
        m_watch->ask();
}

void NoticeBell::remember()
{
    m_dialog.clear();
    if (!m_isRead)
        return;
    m_seen.look(m_notices);
    m_settings.setValue(m_key, m_seen.lines());
    say();
}

/// The sign is in the colour of the gravest that is new.
void NoticeBell::say()
{
    const auto isNew = [this](const Notice &notice) { return m_seen.isNew(notice); };
    const auto fresh = std::count_if(m_notices.begin(), m_notices.end(), isNew);
    const auto gravest = std::find_if(m_notices.begin(), m_notices.end(), isNew); // they are sorted
    const QString text = m_isRead ? noticeCountText(qsizetype(m_notices.size()), fresh) : tr("Notices");
    setText(text);
    setAccessibleDescription(text);
    setToolTip(fresh > 0 ? noticeText(*gravest) : text);
    const bool isGrave = fresh > 0 && gravest->weight != NoticeWeight::Information;
    setIcon(isGrave ? statusIcon(gravest->weight == NoticeWeight::Critical ? Status::Critical : Status::Warning)
                    : paletteIcon(QStringLiteral("bell")));
}

bool NoticeBell::event(QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange) // which changeEvent() is not told of
        say();
    return QToolButton::event(event);
}

} // namespace callveil
