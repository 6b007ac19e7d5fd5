// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overview_page.h"

#include "tables/overview/overview_points.h"
#include "tables/pools/capacity_points.h"
#include "ui/charts/bar_chart.h"
#include "ui/masking/table_texts.h"
#include "ui/overview/news_lines.h"
#include "ui/overview/overview_reader.h"
#include "ui/overview/overview_tiles.h"
#include "ui/shell/notifier.h"
#include "ui/texts/report_text.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/wrapped_label.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <utility>

namespace callveil {

namespace {

constexpr int chartLines = 22; // of text, that a picture is high at least
constexpr int besideEachOther = 150; // characters, from which on pictures stand so

QLabel *heading(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    QFont strong = label->font();
    strong.setWeight(QFont::DemiBold);
    label->setFont(strong);
    return label;
}

QString dayText(QDate day)
{
    return periodText(day, day, ReportStep::Day);
}

} // namespace

OverviewPage::OverviewPage(const PageContext &context, QWidget *parent, std::chrono::milliseconds pause)
    : Page(parent), m_context(context), m_permissions(context.workspace.identity()->permissions),
      m_reader(new OverviewReader(context.workspace, this)), m_tiles(new OverviewTiles(m_permissions, this)),
      m_news(new NewsLines(context.zone, m_permissions, this)), m_asOf(new WrappedLabel(this))
{
    setObjectName(QStringLiteral("overviewPage"));
    m_asOf->setObjectName(QStringLiteral("overviewAsOf"));
    m_asOf->setMuted();
    makeCharts();
    makeNextSteps();
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this));
    column->addWidget(
        new PageHead(tr("Overview"), tr("How calls, proxy numbers and findings stand, with the way to each."), this));
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("overviewScroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setWidget(makeContent());
    column->addWidget(scroll, 1);
    connectParts();
    m_timer.start(pause);
}

QWidget *OverviewPage::makeContent()
{
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(this) * 3 / 2);
    column->addWidget(m_tiles);
    auto *since = new QVBoxLayout;
    since->setSpacing(gridUnit(this) / 2);
    since->addWidget(heading(tr("Since you last signed in"), content));
    since->addWidget(m_news);
    column->addLayout(since);
    auto *next = new FlowLayout(gridUnit(this));
    for (QPushButton *button : {m_import, m_newPool})
        if (button)
            next->addWidget(button);
    column->addLayout(next);
    column->addLayout(m_charts, 1);
    column->addWidget(m_asOf);
    return content;
}

void OverviewPage::makeCharts()
{
    m_charts = new QBoxLayout(QBoxLayout::TopToBottom);
    m_charts->setSpacing(gridUnit(this) * 2);
    const auto add = [this](const QString &title, const QString &name) {
        auto *chart = new BarChart(title, Qt::Horizontal, m_context.prompt, m_context.notifier, this);
        chart->setObjectName(name);
        chart->setMinimumHeight(fontMetrics().lineSpacing() * chartLines);
        chart->setEmpty(tr("Reading…"));
        m_charts->addWidget(chart, 1);
        return chart;
    };
    if (m_permissions.contains(Permission::ViewReports)) {
        m_calls = add(tr("Calls per day"), QStringLiteral("callsPerDay"));
        m_calls->setCaption(tr("Of the last %1 days, today first; a call belongs to the day on which it began.")
                                .arg(QLocale().toString(CallFigures::days)));
    }
    if (m_permissions.contains(Permission::ManagePools))
        m_pools = add(tr("Pool utilisation"), QStringLiteral("utilisationOfPools"));
}

/// What to do where there is nothing yet; in sight only then.
void OverviewPage::makeNextSteps()
{
    const auto add = [this](const QString &text, const QString &name, const QString &page) {
        auto *button = new QPushButton(text, this);
        button->setObjectName(name);
        button->setAutoDefault(false);
        button->setAccessibleName(QString(text).remove(u'&').remove(u'…'));
        button->hide();
        connect(button, &QPushButton::clicked, this, [this, page] { Q_EMIT linkFollowed({page}); });
        return button;
    };
    if (m_calls && m_permissions.contains(Permission::Import) && m_permissions.contains(Permission::ViewCallLog)) {
        m_import = add(tr("Import call r&ecords…"), QStringLiteral("toImport"), QStringLiteral("calls"));
        m_import->setToolTip(tr("Leads to the Call Log, which takes in files of calls"));
    }
    if (m_pools) {
        m_newPool = add(tr("Make number pool&s…"), QStringLiteral("toPools"), QStringLiteral("pools"));
        m_newPool->setToolTip(tr("Leads to Number Pools, where the numbers of your carrier are added"));
    }
}

void OverviewPage::connectParts()
{
    connect(m_tiles, &OverviewTiles::followed, this, &OverviewPage::linkFollowed);
    connect(m_news, &NewsLines::followed, this, &OverviewPage::linkFollowed);
    connect(m_reader, &OverviewReader::callsRead, this, &OverviewPage::showCalls);
    connect(m_reader, &OverviewReader::stateRead, this, &OverviewPage::showState);
    connect(m_reader, &OverviewReader::newsRead, m_news, &NewsLines::showNews);
    connect(m_reader, &OverviewReader::failed, this, &OverviewPage::tellFailure);
    connect(m_reader, &OverviewReader::ended, this, &OverviewPage::noteEnd);
    connect(&m_timer, &QTimer::timeout, this, &OverviewPage::renew);
}

/// A right that was taken away takes with it what it let be seen; none comes before the next sign-in.
void OverviewPage::keepAllowed()
{
    m_permissions.intersect(m_context.workspace.identity()->permissions);
    m_tiles->keepOnly(m_permissions);
    const bool seesCalls = m_permissions.contains(Permission::ViewReports);
    const bool seesPools = m_permissions.contains(Permission::ManagePools);
    for (const auto &[part, isSeen] : {std::pair<QWidget *, bool>(m_calls, seesCalls), {m_import, seesCalls},
             {m_pools, seesPools}, {m_newPool, seesPools}})
        if (part && !isSeen)
            part->hide();
    if (!seesPools)
        m_news->showPools({});
}

void OverviewPage::refresh()
{
    keepAllowed();
    m_isAsked = true;
    m_reader->read();
}

void OverviewPage::renew()
{
    if (!isVisible() || window()->isMinimized() || m_reader->isReading() || m_context.workspace.isLocked())
        return;
    m_isAsked = false;
    m_reader->read();
}

/// Once, however often it fails by itself.
void OverviewPage::tellFailure(const Error &error)
{
    if (error.fault != Fault::SessionLocked && (m_isAsked || !m_hasFailed)) // locked meanwhile, it reads on later
        m_context.notifier.fail(error);
}

void OverviewPage::noteEnd(bool well)
{
    m_hasFailed = !well;
    if (well)
        return;
    m_tiles->noteUnread();
    m_news->noteUnread();
    for (const auto &[chart, drawn] : {std::pair(m_calls, &m_drawnCalls), std::pair(m_pools, &m_drawnPools)})
        if (chart && drawn->names.isEmpty())
            chart->setEmpty(tr("This could not be read."));
}

void OverviewPage::draw(BarChart &chart, BarPoints &drawn, BarPoints points)
{
    if (points == drawn)
        return;
    drawn = points;
    chart.setPoints(std::move(points));
}

void OverviewPage::showCalls(const CallFigures &figures)
{
    if (!m_permissions.contains(Permission::ViewReports))
        return;
    m_tiles->showCalls(figures);
    draw(*m_calls, m_drawnCalls, callsPerDay(figures, tr("Masked"), tr("Not masked"), &dayText));
    if (m_import)
        m_import->setVisible(figures.isEmpty());
    if (figures.isEmpty())
        m_calls->setEmpty(m_import ? tr("No call began in these days. Import call records to see some here.")
                                   : tr("No call began in these days."));
}

void OverviewPage::showState(const Overview &overview)
{
    tellTime(overview.at);
    if (overview.findings)
        m_tiles->showFindings(*overview.findings);
    if (!overview.pools || !m_permissions.contains(Permission::ManagePools))
        return;
    const PoolSummary summary = summaryOf(overview.pools->pools);
    m_tiles->showPools(*overview.pools, summary);
    m_news->showPools(summary);
    draw(*m_pools, m_drawnPools, utilisationBars(overview.pools->pools, tr("Utilisation"), tr("Few left beyond")));
    m_newPool->setVisible(!summary.utilisation);
    if (!summary.utilisation)
        m_pools->setEmpty(tr("No pool has numbers yet. Make a pool and add the numbers that your carrier gave you."));
}

void OverviewPage::tellTime(qint64 at)
{
    const CellTexts texts = tableTexts(m_context.zone);
    m_asOf->say(tr("As of %1. What stands here is read again every half minute.").arg(texts.number(texts.time(at))));
}

void OverviewPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    const bool isWide = width() >= characters(this, besideEachOther);
    m_charts->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

} // namespace callveil
