// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/pool_tabs.h"

#include "domain/base/when_answered.h"
#include "tables/pools/capacity_points.h"
#include "ui/charts/bar_chart.h"
#include "ui/charts/time_chart.h"
#include "ui/shell/notifier.h"
#include "ui/texts/capacity_text.h"

#include <QComboBox>
#include <QLabel>
#include <QLocale>

namespace callveil {

namespace {

constexpr qint64 hourMs = 60 * 60 * 1000;
constexpr qint64 dayMs = 24 * hourMs;
constexpr int usualPeriod = 1;

} // namespace

PoolTabs::PoolTabs(const PageContext &context, QWidget *numbers, QWidget *parent)
    : QTabWidget(parent), m_context(context), m_capacity(context.workspace),
      m_now(new BarChart(tr("Utilisation now"), Qt::Horizontal, context.prompt, context.notifier, this)),
      m_ages(new BarChart(tr("Bindings by age"), Qt::Vertical, context.prompt, context.notifier, this)),
      m_history(new TimeChart(tr("Utilisation over time"), context.zone, context.prompt, context.notifier, this))
{
    setObjectName(QStringLiteral("poolTabs"));
    setDocumentMode(true);
    makeHistory();
    addTab(numbers, tr("Numbers"));
    addTab(m_now, m_now->name());
    addTab(m_history, m_history->name());
    addTab(m_ages, m_ages->name());
    connect(this, &QTabWidget::currentChanged, this, &PoolTabs::readInSight);
}

std::array<ChartPanel *, 2> PoolTabs::ofPool() const
{
    return {m_history, m_ages};
}

void PoolTabs::makeHistory()
{
    m_history->setLastIsRest(); // what is free
    m_period = new QComboBox(this);
    m_period->setObjectName(QStringLiteral("historyPeriod"));
    m_period->setWhatsThis(tr("How far back the picture goes."));
    for (const auto &[text, span] : {std::pair(tr("Last 24 hours"), dayMs), std::pair(tr("Last 7 days"), 7 * dayMs),
             std::pair(tr("Last 30 days"), 30 * dayMs), std::pair(tr("Last 90 days"), 90 * dayMs),
             std::pair(tr("Last 365 days"), 365 * dayMs)})
        m_period->addItem(text, span);
    m_period->setCurrentIndex(usualPeriod);
    auto *label = new QLabel(tr("Peri&od"), this);
    label->setBuddy(m_period);
    m_history->addTool(label);
    m_history->addTool(m_period);
    connect(m_period, &QComboBox::currentIndexChanged, m_history, &TimeChart::showWhole);
    connect(m_period, &QComboBox::currentIndexChanged, this, &PoolTabs::readHistory);
}

void PoolTabs::showOverview(const PoolOverview &overview)
{
    const BarPoints points = utilisationBars(overview, tr("Utilisation"), tr("Few left beyond"));
    m_now->setPoints(points);
    m_now->setCaption(tr("Of an exclusive pool bound and cooling numbers, of a pair-unique one those of the busiest "
                         "party. Beyond its mark a pool has too few left."));
    if (points.categories.isEmpty())
        m_now->setEmpty(tr("No pool has numbers yet. Choose a pool, then Add numbers…"));
}

void PoolTabs::showPool(const std::optional<Pool> &pool)
{
    if (!pool || !m_pool || pool->id != m_pool->id) { // what is shown is another pool's
        for (ChartPanel *chart : ofPool()) {
            chart->setEmpty(pool ? QString() : tr("Choose a pool to see how full it was and is."));
            chart->setCaption({});
        }
        m_history->showWhole();
    }
    m_pool = pool;
    for (ChartPanel *chart : ofPool())
        chart->setSubject(pool ? pool->name : QString());
    ++m_request;
    m_unread = {m_history, m_ages};
    readInSight();
}

void PoolTabs::readInSight()
{
    if (!m_pool || !m_unread.remove(currentWidget()))
        return;
    if (currentWidget() == m_history)
        readHistory();
    else
        readAges();
}

template <typename T>
bool PoolTabs::isWanted(const Result<T> &answer, int request)
{
    if (request != m_request)
        return false;
    if (answer)
        return true;
    m_context.notifier.fail(answer.error());
    for (ChartPanel *chart : ofPool())
        chart->setEmpty(tr("This could not be read."));
    m_unread = {m_history, m_ages};
    return false;
}

void PoolTabs::readHistory()
{
    if (!m_pool)
        return;
    const int request = m_request;
    const qint64 span = m_period->currentData().toLongLong();
    whenAnswered(m_capacity.history(m_pool->id, span), this, [this, request, span](const Result<PoolHistory> &history) {
        if (isWanted(history, request) && span == m_period->currentData().toLongLong())
            showHistory(*history);
    });
}

void PoolTabs::showHistory(const PoolHistory &history)
{
    const bool isShared = history.pool.sharing == Sharing::PairUnique;
    // Where a number serves many pairs it is free for others also while it is bound.
    const QString rest = isShared ? tr("Without bindings") : tr("Free");
    m_history->setPoints(historyPoints(history, {tr("Bound"), tr("Cooling"), rest}));
    m_history->setRange(history.from, history.to);
    QString caption = forecastText(history.forecast);
    if (history.samples.empty()) {
        m_history->setEmpty(tr("Nothing is known of this time. How full a pool is, is noted every five minutes while "
                               "somebody who manages pools is signed in."));
    } else if (isShared) {
        const PoolSample &newest = history.samples.back();
        const QLocale locale;
        caption += u' '
            + tr("A number serves many pairs here: the busiest party stands on %1 of %2.")
                  .arg(locale.toString(newest.use.busiest), locale.toString(newest.numbers));
    }
    m_history->setCaption(caption);
}

void PoolTabs::readAges()
{
    const int request = m_request;
    whenAnswered(m_capacity.ages(m_pool->id), this, [this, request](const Result<AgeClasses> &classes) {
        if (isWanted(classes, request))
            showAges(*classes);
    });
}

void PoolTabs::showAges(const AgeClasses &classes)
{
    QStringList categories;
    qint64 all = 0;
    for (size_t i = 0; i < classes.size(); ++i) {
        categories.append(ageClassText(i));
        all += classes[i];
    }
    m_ages->setPoints(ageBars(classes, categories, tr("Live bindings")));
    m_ages->setCaption(tr("Live bindings by the time since they were made: %1 in all.").arg(QLocale().toString(all)));
    if (all == 0)
        m_ages->setEmpty(tr("No number of this pool is bound."));
}

} // namespace callveil
