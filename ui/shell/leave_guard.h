// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <memory>

class QWidget;

namespace callveil {

class Page;
class Prompt;

/// Asks what shall become of unsaved changes before a page is left, and goes on only when nothing would be lost. To
/// apply takes time: it goes on when the page says that they are applied, and stays for good when they are not.
class LeaveGuard final : public QObject {
    Q_OBJECT

public:
    LeaveGuard(Prompt &prompt, QWidget *window);

    /// Calls `go` now or later, or not at all. `title` names the page in the question.
    void leave(Page *page, const QString &title, std::function<void()> go);

private:
    void applyThenGo(Page *page, std::function<void()> go);

    Prompt &m_prompt;
    QWidget *m_window;
    std::unique_ptr<QObject> m_pending; ///< lives while the answer of a page is awaited
};

} // namespace callveil
