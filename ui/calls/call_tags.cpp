// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/call_tags.h"

#include "domain/base/when_answered.h"
#include "ui/calls/filter_bar.h"
#include "ui/calls/legs_panel.h"
#include "ui/calls/tag_action.h"
#include "ui/shell/page.h"

namespace callveil {

CallTags::CallTags(const PageContext &context, QWidget *page)
    : QObject(page), m_service(context.workspace), m_action(new TagAction(m_service, context.zone, page))
{ }

QAction *CallTags::action() const
{
    return m_action;
}

void CallTags::join(LegsPanel &legs, FilterBar &filter)
{
    m_filter = &filter;
    connect(&legs, &LegsPanel::legChosen, this, [this, &legs] { m_action->setSession(legs.session()); });
    connect(m_action, &TagAction::tagged, &legs, &LegsPanel::readTags);
    connect(m_action, &TagAction::tagged, this, &CallTags::refresh);
}

/// Late or not, they are all the tags that there are.
void CallTags::refresh()
{
    whenAnswered(m_service.known(), this, [this](const Result<QStringList> &tags) {
        if (tags)
            m_filter->setTags(*tags);
    });
}

} // namespace callveil
