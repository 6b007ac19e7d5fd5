// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/calls/call_table_model.h"
#include "tables/calls/call_timeline.h"
#include "ui/calls/call_table.h"

class QHeaderView;
class QLabel;
class QScrollBar;
class QStackedLayout;

namespace callveil {

class BusyLine;
class EmptyState;

/// The call log: its table, a scroll bar over all calls of the log (not only those in memory), how many there are, and
/// what stands in the place of an empty table. The bar is a map of time; dragging it jumps there.
class CallView final : public QWidget {
    Q_OBJECT

public:
    enum class Filling { Calls, Nothing, Cancelled, Failed };

    CallView(CallLogService &service, const QTimeZone &zone, QWidget *parent = nullptr);

    void show(const CallFilter &filter, CallTableModel::Order order);
    /// Reads again, at the same place.
    void reload();
    [[nodiscard]] CallTableModel::Order order() const { return m_model.order(); }
    [[nodiscard]] CallTable &table() { return *m_table; }
    [[nodiscard]] EmptyState &emptyState() { return *m_empty; }

Q_SIGNALS:
    void callChosen(const callveil::CallLine &call);
    void orderChosen(callveil::CallTableModel::Order order);
    /// What the table holds is known.
    void filled(callveil::CallView::Filling filling);
    void failed(const callveil::Error &error);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeTableBox();
    QLayout *makeFooter();
    void connectModel();
    void readExtent(const CallFilter &filter);
    void placeBar();
    void moveByBar(int action);
    void jumpTo(int position);
    void sayMoment(qint64 moment);
    void updateCount();
    void settle(Filling whenEmpty);
    void chooseOrder(int column, Qt::SortOrder order);
    [[nodiscard]] qint64 momentAt(int position) const;
    [[nodiscard]] int positionOfTop() const;
    /// Whether the timeline counts exactly what the filter lets through.
    [[nodiscard]] bool timelineCounts() const;

    CallLogService &m_service;
    QTimeZone m_zone;
    CallTableModel m_model;
    CallTimeline m_timeline;
    int m_extentRequest = 0;
    CallTable *m_table;
    QScrollBar *m_bar;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    QLabel *m_count;
    bool m_filterIsNew = false; ///< its first calls are not there yet
    bool m_unknown = false; ///< no calls are shown because they could not be read
    BusyLine *m_busy;
};

} // namespace callveil
