// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/calls/call_cells.h"
#include "tables/calls/call_window.h"

#include <QAbstractTableModel>

namespace callveil {

/// The call log as a table of which only a window of some hundred rows is in memory. Pages are read by key, one request
/// at a time; a newer wish supersedes the request that is under way. Lives on the GUI thread and never waits.
class CallTableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Order { NewestFirst, OldestFirst };
    /// Which row of a replaced window the view shows: its first at the top, or its last at the bottom.
    enum class Landing { Top, Bottom };

    CallTableModel(CallLogService &service, CallCells cells, QObject *parent = nullptr);
    ~CallTableModel() override;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Shows the calls that match, from the start.
    void show(const CallFilter &filter, Order order);
    [[nodiscard]] const CallFilter &filter() const { return m_filter; }
    [[nodiscard]] Order order() const { return m_order; }

    void goToStart();
    void goToEnd();
    /// Shows what follows the moment (ms since 1970) in the order shown, with the first such call at the top.
    void jumpTo(qint64 moment);
    /// Reads again with the given row at the top; row 0 of the start shows what is new.
    void reload(int topRow);
    /// Tells which rows are visible: reads the next page when they come near an edge of the window.
    void keepAround(int firstRow, int lastRow);
    /// Ends the search that is under way.
    void cancel();

    [[nodiscard]] bool isLoading() const { return m_stop != nullptr; }
    [[nodiscard]] const CallWindow &window() const { return m_window; }
    /// The row of a call; -1 when it is not in the window.
    [[nodiscard]] int rowOf(CallId call) const;

Q_SIGNALS:
    void loadingChanged(bool loading);
    /// The window holds other calls now.
    void landed(callveil::CallTableModel::Landing landing);
    /// Rows will come or go before the first visible one; between the two signals the view keeps its place.
    void aboutToShift();
    void shifted(int rows); ///< > 0: that many rows came in before the others
    void cancelled();
    void failed(const callveil::Error &error);

private:
    struct Wish {
        enum class Kind { Replace, Append, Prepend };
        Kind kind = Kind::Replace;
        CallKey key;
        CallWindow::Place place = CallWindow::Place::Start;
        bool forwards = true;
    };

    void ask(const Wish &wish);
    void start(const Wish &wish);
    void take(int request, const Wish &wish, Result<CallPage> answer);
    void refuse(const Error &error);
    void replace(const Wish &wish, CallPage page);
    void append(CallPage page);
    void prepend(CallPage page);
    [[nodiscard]] CallKey startKey() const;
    [[nodiscard]] CallKey endKey() const;
    [[nodiscard]] static CallKey keyOf(const CallLine &call) { return {call.startedAt, call.id.value}; }

    CallLogService &m_service;
    CallCells m_cells;
    CallFilter m_filter;
    Order m_order = Order::NewestFirst;
    CallWindow m_window;
    CallLogService::Stop m_stop; ///< set while a request is under way
    std::optional<Wish> m_next; ///< what is asked for as soon as the request under way has answered
    int m_request = 0; ///< answers to other numbers are late
    bool m_filterIsNew = false; ///< the rows in the window are those of another filter
};

} // namespace callveil
