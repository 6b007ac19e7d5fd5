// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/leave_guard.h"

#include "ui/shell/page.h"
#include "ui/shell/prompt.h"

namespace callveil {

LeaveGuard::LeaveGuard(Prompt &prompt, QWidget *window) : QObject(window), m_prompt(prompt), m_window(window) { }

void LeaveGuard::leave(Page *page, const QString &title, std::function<void()> go)
{
    m_pending.reset();
    if (!page || !page->hasChanges())
        return go();
    switch (m_prompt.askToLeave(m_window, title)) {
    case Prompt::Leave::Stay:
        return;
    case Prompt::Leave::Discard:
        page->discardChanges();
        return go();
    case Prompt::Leave::Apply:
        return applyThenGo(page, std::move(go));
    }
}

void LeaveGuard::applyThenGo(Page *page, std::function<void()> go)
{
    m_pending = std::make_unique<QObject>();
    connect(page, &Page::changesSettled, m_pending.get(), [this, page, go = std::move(go)](bool applied) {
        m_pending.reset();
        if (applied && !page->hasChanges())
            go();
    });
    page->applyChanges();
}

} // namespace callveil
