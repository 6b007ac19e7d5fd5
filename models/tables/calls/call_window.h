// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/calls/call_log_service.h"

#include <deque>

namespace callveil {

/// A run of neighbouring calls in the order shown: the part of the log that is in memory. It knows whether the log goes
/// on at either end and how many calls were seen since the start.
class CallWindow final {
public:
    static constexpr int pageRows = 200;
    static constexpr int mostRows = 3 * pageRows;

    [[nodiscard]] int size() const { return int(m_calls.size()); }
    [[nodiscard]] const CallLine &at(int row) const { return m_calls[size_t(row)]; }
    [[nodiscard]] bool atStart() const { return m_atStart; }
    [[nodiscard]] bool atEnd() const { return m_atEnd; }

    void clear();
    /// The start of the log, its end, or some place in the middle.
    enum class Place { Start, Middle, End };
    /// `calls` in the order shown; `ends`: the log does not go on in the direction that was read.
    void replace(std::vector<CallLine> calls, Place place, bool ends, bool readForwards);
    void append(std::vector<CallLine> calls, bool ends);
    void prepend(std::vector<CallLine> calls, bool ends);
    /// Rows beyond mostRows; dropped at the far end from where rows came in.
    [[nodiscard]] int surplus() const { return std::max(0, size() - mostRows); }
    void dropFirst(int rows);
    void dropLast(int rows);

    /// So many calls there are at least.
    [[nodiscard]] qint64 atLeast() const { return m_most; }
    /// How many there are, once that is known.
    [[nodiscard]] std::optional<qint64> total() const;
    [[nodiscard]] bool isComplete() const { return m_atStart && m_atEnd; }

private:
    void note();

    std::deque<CallLine> m_calls;
    bool m_atStart = false;
    bool m_atEnd = false;
    std::optional<qint64> m_before; ///< calls before the first row; known while all from the start on were read
    qint64 m_most = 0;
};

} // namespace callveil
