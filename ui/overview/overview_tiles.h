// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/overview/call_figures.h"
#include "services/overview/overview_service.h"
#include "services/overview/pool_summary.h"
#include "ui/shell/page_link.h"

#include <QSet>
#include <QWidget>

namespace callveil {

class Tile;

/// The figures of the moment, as many as the person may see, each with the way to its page. They wrap where the page is
/// narrow.
class OverviewTiles final : public QWidget {
    Q_OBJECT

public:
    explicit OverviewTiles(const QSet<Permission> &permissions, QWidget *parent = nullptr);

    /// Takes away what these do not allow any more.
    void keepOnly(const QSet<Permission> &permissions);
    /// For figures that were never there: reading them has failed.
    void noteUnread();
    void showCalls(const CallFigures &figures);
    void showPools(const PoolsNow &now, const PoolSummary &summary);
    void showFindings(const FindingsNow &now);

Q_SIGNALS:
    void followed(const callveil::PageLink &link);

private:
    Tile *add(const QString &name, const QString &title, const QString &explanation, const PageLink &link);
    static void keep(std::initializer_list<Tile *> tiles, bool allowed);
    void addCalls();
    void addPools();
    void addFindings();

    std::optional<qint64> m_today; ///< the moment at which it began in the first of the processes
    bool m_seesCalls = false; ///< the Call Log; without it, its tile leads to the report
    Tile *m_masked = nullptr, *m_duration = nullptr, *m_bindings = nullptr, *m_pools = nullptr, *m_findings = nullptr;
};

} // namespace callveil
