// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/calls/call_table_model.h"

#include "domain/base/when_answered.h"

#include <algorithm>
#include <limits>

namespace callveil {

namespace {

/// So many rows before an edge of the window the next page is asked for.
constexpr int margin = CallWindow::pageRows / 2;

} // namespace

CallTableModel::CallTableModel(CallLogService &service, CallCells cells, QObject *parent)
    : QAbstractTableModel(parent), m_service(service), m_cells(std::move(cells))
{ }

CallTableModel::~CallTableModel()
{
    if (m_stop)
        *m_stop = true;
}

int CallTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_window.size();
}

int CallTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(allCallColumns.size());
}

QVariant CallTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    return m_cells.data(m_window.at(index.row()), allCallColumns[size_t(index.column())], role);
}

QVariant CallTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= int(allCallColumns.size()))
        return {};
    return m_cells.heading(allCallColumns[size_t(section)], role);
}

void CallTableModel::show(const CallFilter &filter, Order order)
{
    m_filter = filter;
    m_order = order;
    m_filterIsNew = true;
    ask({Wish::Kind::Replace, startKey(), CallWindow::Place::Start, true});
}

void CallTableModel::goToStart()
{
    ask({Wish::Kind::Replace, startKey(), CallWindow::Place::Start, true});
}

void CallTableModel::goToEnd()
{
    ask({Wish::Kind::Replace, endKey(), CallWindow::Place::End, false});
}

void CallTableModel::jumpTo(qint64 moment)
{
    constexpr qint64 last = std::numeric_limits<qint64>::max();
    const CallKey key = m_order == Order::NewestFirst ? CallKey{moment, last} : CallKey{moment, 0};
    ask({Wish::Kind::Replace, key, CallWindow::Place::Middle, true});
}

void CallTableModel::reload(int topRow)
{
    if (topRow >= m_window.size() || (topRow == 0 && m_window.atStart())) {
        goToStart();
        return;
    }
    // The key lies just before the row, so that the row comes again.
    CallKey key = keyOf(m_window.at(topRow));
    key.id += m_order == Order::NewestFirst ? 1 : -1;
    ask({Wish::Kind::Replace, key, CallWindow::Place::Middle, true});
}

void CallTableModel::keepAround(int firstRow, int lastRow)
{
    if (isLoading() || m_window.size() == 0)
        return;
    const CallLine &first = m_window.at(0);
    const CallLine &last = m_window.at(m_window.size() - 1);
    if (!m_window.atEnd() && lastRow + margin >= m_window.size())
        ask({Wish::Kind::Append, keyOf(last), CallWindow::Place::Middle, true});
    else if (!m_window.atStart() && firstRow < margin)
        ask({Wish::Kind::Prepend, keyOf(first), CallWindow::Place::Middle, false});
}

void CallTableModel::cancel()
{
    m_next.reset();
    if (m_stop)
        *m_stop = true;
}

int CallTableModel::rowOf(CallId call) const
{
    for (int row = 0; row < m_window.size(); ++row) {
        if (m_window.at(row).id == call)
            return row;
    }
    return -1;
}

void CallTableModel::ask(const Wish &wish)
{
    if (!isLoading()) {
        start(wish);
        return;
    }
    m_next = wish;
    ++m_request;
    *m_stop = true;
}

void CallTableModel::start(const Wish &wish)
{
    m_stop = std::make_shared<std::atomic<bool>>(false);
    Q_EMIT loadingChanged(true);
    const bool older = wish.forwards == (m_order == Order::NewestFirst);
    whenAnswered(m_service.page(m_filter, wish.key, older, CallWindow::pageRows, m_stop), this,
        [this, wish, request = ++m_request](Result<CallPage> answer) { take(request, wish, std::move(answer)); });
}

void CallTableModel::take(int request, const Wish &wish, Result<CallPage> answer)
{
    m_stop.reset();
    if (m_next) {
        start(*std::exchange(m_next, std::nullopt));
        return;
    }
    Q_EMIT loadingChanged(false);
    if (request != m_request || !answer) {
        refuse(answer ? Error{ErrorCode::Cancelled, Fault::Cancelled, {}, {}} : answer.error());
        return;
    }
    // No page comes back empty unless the log ends there.
    CallPage page = std::move(*answer);
    page.ends = page.ends || page.calls.empty();
    if (!wish.forwards)
        std::reverse(page.calls.begin(), page.calls.end());
    if (wish.kind == Wish::Kind::Replace)
        replace(wish, std::move(page));
    else if (wish.kind == Wish::Kind::Append)
        append(std::move(page));
    else
        prepend(std::move(page));
}

void CallTableModel::refuse(const Error &error)
{
    // Rows of another filter must not stand under this one.
    if (std::exchange(m_filterIsNew, false)) {
        beginResetModel();
        m_window.clear();
        endResetModel();
    }
    if (error.code == ErrorCode::Cancelled)
        Q_EMIT cancelled();
    else
        Q_EMIT failed(error);
}

void CallTableModel::replace(const Wish &wish, CallPage page)
{
    beginResetModel();
    if (std::exchange(m_filterIsNew, false))
        m_window.clear();
    m_window.replace(std::move(page.calls), wish.place, page.ends, wish.forwards);
    endResetModel();
    Q_EMIT landed(wish.forwards ? Landing::Top : Landing::Bottom);
}

void CallTableModel::append(CallPage page)
{
    if (page.calls.empty()) {
        m_window.append({}, true);
        Q_EMIT shifted(0);
        return;
    }
    beginInsertRows({}, m_window.size(), m_window.size() + int(page.calls.size()) - 1);
    m_window.append(std::move(page.calls), page.ends);
    endInsertRows();
    const int surplus = m_window.surplus();
    if (surplus > 0) {
        Q_EMIT aboutToShift();
        beginRemoveRows({}, 0, surplus - 1);
        m_window.dropFirst(surplus);
        endRemoveRows();
    }
    Q_EMIT shifted(-surplus);
}

void CallTableModel::prepend(CallPage page)
{
    const int rows = int(page.calls.size());
    if (rows == 0) {
        m_window.prepend({}, true);
        Q_EMIT shifted(0);
        return;
    }
    Q_EMIT aboutToShift();
    beginInsertRows({}, 0, rows - 1);
    m_window.prepend(std::move(page.calls), page.ends);
    endInsertRows();
    if (const int surplus = m_window.surplus(); surplus > 0) {
        beginRemoveRows({}, m_window.size() - surplus, m_window.size() - 1);
        m_window.dropLast(surplus);
        endRemoveRows();
    }
    Q_EMIT shifted(rows);
}

CallKey CallTableModel::startKey() const
{
    return m_order == Order::NewestFirst ? CallLogService::newest() : CallKey{};
}

CallKey CallTableModel::endKey() const
{
    return m_order == Order::NewestFirst ? CallKey{} : CallLogService::newest();
}

} // namespace callveil
