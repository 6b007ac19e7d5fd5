// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/pools/capacity_service.h"
#include "services/pools/pool_service.h"
#include "ui/shell/page.h"

#include <QSet>
#include <QTabWidget>

#include <array>

class QComboBox;

namespace callveil {

class BarChart;
class ChartPanel;
class TimeChart;

/// What is known of the chosen pool: its numbers, and in pictures how full the pools are, how full this one was, and
/// how old its bindings are. A picture is read when it is looked at.
class PoolTabs final : public QTabWidget {
    Q_OBJECT

public:
    PoolTabs(const PageContext &context, QWidget *numbers, QWidget *parent = nullptr);

    void showOverview(const PoolOverview &overview);
    /// Reads anew what is in sight, also for the same pool.
    void showPool(const std::optional<Pool> &pool);

private:
    /// The pictures of the one pool.
    [[nodiscard]] std::array<ChartPanel *, 2> ofPool() const;
    void makeHistory();
    void readInSight();
    void readHistory();
    void readAges();
    void showHistory(const PoolHistory &history);
    void showAges(const AgeClasses &classes);
    /// For answers that may come late: nullopt when another pool was chosen meanwhile, or it could not be read.
    template <typename T>
    [[nodiscard]] bool isWanted(const Result<T> &answer, int request);

    PageContext m_context;
    CapacityService m_capacity;
    BarChart *m_now, *m_ages;
    TimeChart *m_history;
    QComboBox *m_period = nullptr;
    std::optional<Pool> m_pool;
    QSet<QWidget *> m_unread;
    int m_request = 0;
};

} // namespace callveil
