// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/leave_guard.h"

#include "ui/shell/page.h"
#include "ui/shell/prompt.h"

namespace callveil {

namespace {
constexpr int lookEveryMs = 50;
constexpr int mostWaits = 200; // 10 s: then the page's own message has told what is the matter
} // namespace

LeaveGuard::LeaveGuard(Prompt &prompt, QWidget *window) : QObject(window), m_prompt(prompt), m_window(window)
{
    m_timer.setInterval(lookEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &LeaveGuard::awaitApplied);
}

void LeaveGuard::leave(Page *page, const QString &title, std::function<void()> go)
{
    m_timer.stop();
    if (!page || !page->hasChanges())
        return go();
    switch (m_prompt.askToLeave(m_window, title)) {
    case Prompt::Leave::Stay:
        return;
    case Prompt::Leave::Discard:
        page->discardChanges();
        return go();
    case Prompt::Leave::Apply:
        break;
    }
    page->applyChanges();
    m_page = page;
    m_go = std::move(go);
    m_waits = 0;
    m_timer.start();
    awaitApplied();
}

void LeaveGuard::awaitApplied()
{
    if (m_page->hasChanges()) {
        if (++m_waits > mostWaits)
            m_timer.stop();
        return;
    }
    m_timer.stop();
    m_go();
}

} // namespace callveil
