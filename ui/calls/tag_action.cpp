// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/tag_action.h"

#include "ui/calls/tag_dialog.h"
#include "ui/widgets/palette_icon.h"

#include <QWidget>

namespace callveil {

TagAction::TagAction(TagService &service, const QTimeZone &zone, QWidget *parent)
    : QAction(paletteIcon(QStringLiteral("document_edit")), tr("Tags…"), parent), m_service(service), m_zone(zone)
{
    setObjectName(QStringLiteral("tags"));
    setShortcut(QKeySequence(tr("Ctrl+T")));
    setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(this, &QAction::triggered, this, &TagAction::open);
    setSession(std::nullopt);
}

void TagAction::setSession(const std::optional<TaggedSession> &session)
{
    m_session = session;
    setEnabled(session.has_value());
    setToolTip(session ? tr("Gives the session words by which its calls are found again (Ctrl+T)")
                       : tr("Choose a call to tag its session."));
}

void TagAction::open()
{
    auto *dialog = new TagDialog(m_service, *m_session, m_zone, qobject_cast<QWidget *>(parent()));
    connect(dialog, &TagDialog::changed, this, &TagAction::tagged);
    dialog->open();
}

} // namespace callveil
