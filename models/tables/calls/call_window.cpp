// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/calls/call_window.h"

#include <algorithm>
#include <iterator>

namespace callveil {

void CallWindow::clear()
{
    *this = CallWindow();
}

void CallWindow::replace(std::vector<CallLine> calls, Place place, bool ends, bool readForwards)
{
    m_calls.assign(std::make_move_iterator(calls.begin()), std::make_move_iterator(calls.end()));
    m_atStart = place == Place::Start || (ends && !readForwards);
    m_atEnd = place == Place::End || (ends && readForwards);
    m_before.reset();
    note();
}

void CallWindow::append(std::vector<CallLine> calls, bool ends)
{
    std::move(calls.begin(), calls.end(), std::back_inserter(m_calls));
    m_atEnd = ends;
    note();
}

void CallWindow::prepend(std::vector<CallLine> calls, bool ends)
{
    if (m_before)
        m_before = std::max<qint64>(0, *m_before - qint64(calls.size()));
    std::move(calls.rbegin(), calls.rend(), std::front_inserter(m_calls));
    m_atStart = ends;
    note();
}

void CallWindow::dropFirst(int rows)
{
    m_calls.erase(m_calls.begin(), m_calls.begin() + rows);
    m_atStart = m_atStart && rows == 0;
    if (m_before)
        m_before = *m_before + rows;
}

void CallWindow::dropLast(int rows)
{
    m_calls.erase(m_calls.end() - rows, m_calls.end());
    m_atEnd = m_atEnd && rows == 0;
}

std::optional<qint64> CallWindow::total() const
{
    if (m_atEnd && m_before)
        return *m_before + size();
    return std::nullopt;
}

void CallWindow::note()
{
    if (m_atStart)
        m_before = 0;
    m_most = std::max(m_most, m_before.value_or(0) + size());
}

} // namespace callveil
