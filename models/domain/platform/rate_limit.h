// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <optional>

namespace callveil {

/// How often somebody may ask: a bucket of tokens that fills evenly, so that a program which was silent may ask several
/// times at once. In any minute at most perMinute + burst() requests go. Used from one thread.
class RateLimit final {
public:
    /// At least 1 is taken.
    explicit RateLimit(int perMinute);

    /// How many go at once after a silence: ten seconds' worth, but ten where the rate allows as many in a minute.
    [[nodiscard]] int burst() const;
    /// Takes one request; nullopt: it goes. Else after how many seconds (at least 1) the next one would. `nowMs` is any
    /// clock in milliseconds; one that is set back gives nothing.
    [[nodiscard]] std::optional<int> take(qint64 nowMs);

private:
    void fill(qint64 nowMs);

    qint64 m_perMinute; ///< also how many parts of a token come in a millisecond
    qint64 m_level; ///< parts of a token
    std::optional<qint64> m_filledAt;
};

} // namespace callveil
