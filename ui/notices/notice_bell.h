// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/notices/seen_notices.h"
#include "ui/shell/page.h"

#include <QPointer>
#include <QToolButton>

class QSettings;

namespace callveil {

class NoticeWatch;
class NoticesDialog;

/// The bell at the foot of the window: how many notices there are, how many of them the person has not looked at, and
/// their list. What he looked at is remembered on this computer.
class NoticeBell final : public QToolButton {
    Q_OBJECT

public:
    /// `watch` may go before the bell.
    NoticeBell(const PageContext &context, QSettings &settings, NoticeWatch &watch, QWidget *parent = nullptr);

    void openList();

Q_SIGNALS:
    void followed(const callveil::PageLink &link);
    /// The person wants to give keys to who waits.
    void keysAsked();

protected:
    bool event(QEvent *event) override;

private:
    void take(const std::vector<Notice> &notices);
    void remember();
    void say();

    PageContext m_context;
    QSettings &m_settings;
    QString m_key; ///< of what he looked at, for this person of this database
    QPointer<NoticeWatch> m_watch;
    QPointer<NoticesDialog> m_dialog;
    std::vector<Notice> m_notices;
    SeenNotices m_seen; ///< before an open list was opened
    bool m_isRead = false;
};

} // namespace callveil
