// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/overview/overview_service.h"
#include "services/overview/pool_summary.h"
#include "ui/shell/page_link.h"

#include <QSet>
#include <QTimeZone>
#include <QWidget>

#include <functional>

class QPushButton;

namespace callveil {

class WrappedLabel;

/// What happened since the person signed in the time before, each with the way to where it stands.
class NewsLines final : public QWidget {
    Q_OBJECT

public:
    NewsLines(const QTimeZone &zone, const QSet<Permission> &permissions, QWidget *parent = nullptr);

    /// Reading has failed: what was never there is unknown.
    void noteUnread();
    void showNews(const SinceSignIn &since);
    /// Pools that have too few numbers left now.
    void showPools(const PoolSummary &summary);

Q_SIGNALS:
    void followed(const callveil::PageLink &link);

private:
    QPushButton *add(const QString &name, std::function<PageLink()> link);
    [[nodiscard]] PageLink linkOf(NewsKind kind) const;
    void say();

    QTimeZone m_zone;
    QSet<Permission> m_permissions;
    WrappedLabel *m_sentence;
    QHash<NewsKind, QPushButton *> m_lines;
    QPushButton *m_low;
    std::optional<SinceSignIn> m_since; ///< once it is read
};

} // namespace callveil
