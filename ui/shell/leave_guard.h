// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <functional>

class QWidget;

namespace callveil {

class Page;
class Prompt;

/// Asks what shall become of unsaved changes before a page is left, and goes on only when nothing would be lost. To
/// apply takes time: it goes on when the page has no changes any more, and stays when they could not be applied.
class LeaveGuard final : public QObject {
    Q_OBJECT

public:
    LeaveGuard(Prompt &prompt, QWidget *window);

    /// Calls `go` now or later, or not at all. `title` names the page in the question.
    void leave(Page *page, const QString &title, std::function<void()> go);

private:
    void awaitApplied();

    Prompt &m_prompt;
    QWidget *m_window;
    QTimer m_timer;
    int m_waits = 0;
    Page *m_page = nullptr;
    std::function<void()> m_go;
};

} // namespace callveil
