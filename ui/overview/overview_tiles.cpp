// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overview_tiles.h"

#include "domain/reports/report_rules.h"
#include "ui/overview/tile.h"
#include "ui/texts/isolated_text.h"
#include "ui/texts/leak_text.h"
#include "ui/texts/value_text.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/grid.h"

#include <QLocale>

namespace callveil {

namespace {

const QString s_none = QStringLiteral("–"), s_unknown = QStringLiteral("…");
const QString s_reports = QStringLiteral("reports");

QString percent(int value)
{
    return isolated(QStringLiteral("%1 %").arg(QLocale().toString(value)));
}

Status statusOf(const FindingsNow &now)
{
    if (now.open.value(LeakSeverity::Critical) > 0)
        return Status::Critical;
    return now.open.value(LeakSeverity::High) > 0 ? Status::Warning : Status::Neutral;
}

} // namespace

OverviewTiles::OverviewTiles(const QSet<Permission> &permissions, QWidget *parent) : QWidget(parent)
{
    auto *layout = new FlowLayout(gridUnit(this));
    layout->setEven(true);
    setLayout(layout);
    m_seesCalls = permissions.contains(Permission::ViewCallLog);
    if (permissions.contains(Permission::ViewReports))
        addCalls();
    if (permissions.contains(Permission::ManagePools))
        addPools();
    if (permissions.contains(Permission::ViewAudit))
        addFindings();
}

void OverviewTiles::keepOnly(const QSet<Permission> &permissions)
{
    m_seesCalls = permissions.contains(Permission::ViewCallLog);
    keep({m_masked, m_duration}, permissions.contains(Permission::ViewReports));
    keep({m_bindings, m_pools}, permissions.contains(Permission::ManagePools));
    keep({m_findings}, permissions.contains(Permission::ViewAudit));
}

void OverviewTiles::keep(std::initializer_list<Tile *> tiles, bool allowed)
{
    for (Tile *tile : tiles)
        if (tile && !allowed)
            tile->hide();
}

Tile *OverviewTiles::add(const QString &name, const QString &title, const QString &explanation, const PageLink &link)
{
    auto *tile = new Tile(title, explanation, this);
    tile->setObjectName(name);
    tile->tell(s_unknown, tr("Reading…"));
    connect(tile, &Tile::clicked, this, [this, link] {
        const bool isLost = link.page == QLatin1String("calls") && !m_seesCalls;
        PageLink way = isLost ? PageLink{s_reports, 0, reportKindKey(ReportKind::MaskedCalls)} : link;
        if (way.page == QLatin1String("calls") || way.page == s_reports)
            way.since = m_today;
        Q_EMIT followed(way);
    });
    layout()->addWidget(tile);
    return tile;
}

void OverviewTiles::addCalls()
{
    m_masked = add(QStringLiteral("maskedCallsTile"), tr("&Masked calls today"),
        tr("Calls of today that were written under a masking policy, the same of yesterday, and how many a day had in "
           "the seven days before today. Today is of each process its own, by its time zone. Leads to the calls."),
        {QStringLiteral("calls")});
    m_duration = add(QStringLiteral("averageDurationTile"), tr("Average &duration"),
        tr("How long the answered calls of today were talked on. Leads to the report."),
        {s_reports, 0, reportKindKey(ReportKind::AverageDuration)});
}

void OverviewTiles::addPools()
{
    m_bindings = add(QStringLiteral("activeBindingsTile"), tr("Active &bindings"),
        tr("Customers and agents who can reach each other over a proxy number at this moment. Leads to them."),
        {QStringLiteral("bindings")});
    m_pools = add(QStringLiteral("poolUtilisationTile"), tr("&Pool utilisation"),
        tr("How much of all proxy numbers that are not retired is taken, which pool is the fullest, and how many have "
           "fewer numbers left than their low-water mark. Leads to the pools."),
        {QStringLiteral("pools")});
}

void OverviewTiles::addFindings()
{
    m_findings = add(QStringLiteral("openFindingsTile"), tr("&Open findings"),
        tr("What the leak audit has found and nobody has dealt with yet. Leads to the findings."),
        {QStringLiteral("leaks")});
}

void OverviewTiles::noteUnread()
{
    for (Tile *tile : {m_masked, m_duration, m_bindings, m_pools, m_findings})
        if (tile && tile->value() == s_unknown)
            tile->tell(s_unknown, tr("This could not be read."));
}

void OverviewTiles::showCalls(const CallFigures &figures)
{
    if (!m_masked || figures.byDay.empty())
        return;
    const QLocale locale;
    const CallDay today = figures.today();
    m_today = figures.todayFrom;
    const CallDay yesterday = figures.byDay.size() > 1 ? figures.byDay[figures.byDay.size() - 2] : CallDay();
    m_masked->tell(locale.toString(today.masked),
        tr("of %1 calls. Yesterday %2, usually %3 a day.")
            .arg(locale.toString(today.calls), locale.toString(yesterday.masked),
                locale.toString(figures.usualMasked())));
    if (figures.averageMs)
        m_duration->tell(
            isolated(durationText((*figures.averageMs + 500) / 1000)), tr("of the answered calls of today"));
    else
        m_duration->tell(s_none, tr("No call was answered today yet."));
}

void OverviewTiles::showPools(const PoolsNow &now, const PoolSummary &summary)
{
    if (!m_bindings)
        return;
    m_bindings->tell(QLocale().toString(now.bindings),
        now.bindings == 0 ? tr("Nobody is bound to anybody.") : tr("customers and agents who reach each other"));
    if (!summary.utilisation)
        return m_pools->tell(s_none, tr("No pool has numbers yet."));
    const QString fullest = tr("Fullest: %1, %2.").arg(summary.fullest, percent(summary.fullestUtilisation));
    if (summary.low.isEmpty())
        return m_pools->tell(percent(*summary.utilisation), fullest);
    const QString low = tr("Below the low-water mark: %1.").arg(summary.low.join(QStringLiteral(", ")));
    m_pools->tell(
        percent(*summary.utilisation), low + u' ' + fullest, summary.dry > 0 ? Status::Critical : Status::Warning);
}

void OverviewTiles::showFindings(const FindingsNow &now)
{
    if (!m_findings)
        return;
    const QLocale locale;
    qint64 all = 0;
    QStringList parts;
    for (const LeakSeverity severity : allLeakSeverities)
        if (const qint64 count = now.open.value(severity); count > 0) {
            all += count;
            parts.append(tr("%1: %2").arg(leakSeverityText(severity), locale.toString(count)));
        }
    if (!now.isScanned)
        parts.append(tr("not everything was scanned yet"));
    m_findings->tell(locale.toString(all), parts.isEmpty() ? tr("Nothing is open.") : parts.join(QStringLiteral(", ")),
        statusOf(now));
}

} // namespace callveil
