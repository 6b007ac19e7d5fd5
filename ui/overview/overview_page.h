// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/overview/call_figures.h"
#include "services/overview/overview_service.h"
#include "tables/charts/bar_points.h"
#include "ui/shell/page.h"

#include <QTimer>

#include <chrono>

class QBoxLayout;
class QPushButton;

namespace callveil {

class BarChart;
class NewsLines;
class OverviewReader;
class OverviewTiles;
class WrappedLabel;

/// The first page: how calls, proxy numbers and findings stand, and what happened since the person was here before. It
/// reads itself again while it is looked at; what is the same stays as it is.
class OverviewPage final : public Page {
    Q_OBJECT

public:
    explicit OverviewPage(const PageContext &context, QWidget *parent = nullptr,
        std::chrono::milliseconds pause = std::chrono::seconds(30));

    void refresh() override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeContent();
    void makeCharts();
    void makeNextSteps();
    void connectParts();
    void keepAllowed();
    /// Again, unless nobody looks.
    void renew();
    void showCalls(const CallFigures &figures);
    void showState(const Overview &overview);
    void tellTime(qint64 at);
    void tellFailure(const Error &error);
    void noteEnd(bool well);
    /// Draws the picture only when it would be another one.
    static void draw(BarChart &chart, BarPoints &drawn, BarPoints points);

    PageContext m_context;
    QSet<Permission> m_permissions;
    OverviewReader *m_reader;
    OverviewTiles *m_tiles;
    NewsLines *m_news;
    WrappedLabel *m_asOf;
    BarChart *m_calls = nullptr, *m_pools = nullptr;
    BarPoints m_drawnCalls, m_drawnPools;
    QPushButton *m_import = nullptr, *m_newPool = nullptr;
    QBoxLayout *m_charts = nullptr;
    QTimer m_timer;
    bool m_isAsked = false; ///< the person asked for the present reading
    bool m_hasFailed = false; ///< the last reading, and it was told
};

} // namespace callveil
