// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QSet>
#include <QStringList>

namespace callveil {

/// What the cells of one column look like, counted over the first rows of a file; the ground of every guess.
class ColumnShape final {
public:
    /// `rows` without the header; `latest`: ms since 1970 up to which seconds since 1970 can be a time of a call.
    ColumnShape(const QList<QStringList> &rows, int column, qint64 latest);

    [[nodiscard]] bool isEmpty() const { return m_filled == 0; }
    [[nodiscard]] bool isMoment() const { return mostly(m_moments + (m_epochsAreTimes ? m_epochs : 0)); }
    /// Ten digits and nothing else, which may be seconds since 1970 or telephone numbers.
    [[nodiscard]] bool isEpoch() const { return mostly(m_epochs); }
    /// The cells alone make telephone numbers improbable: all in range, seldom twice, and in order or close together.
    [[nodiscard]] bool isTimeline() const;
    /// In nearly every row at most a day behind the other column, and never before it.
    [[nodiscard]] bool follows(const ColumnShape &other) const;
    void readEpochsAs(bool times) { m_epochsAreTimes = times; }
    [[nodiscard]] bool isDay() const { return mostly(m_days); } ///< a date without a time of day
    [[nodiscard]] bool isClock() const { return mostly(m_clocks); } ///< H:MM or H:MM:SS
    [[nodiscard]] bool isPhone() const { return !isMoment() && mostly(m_phones); }
    [[nodiscard]] bool isAmount() const { return mostly(m_amounts); } ///< a number that can be a duration
    [[nodiscard]] bool isUuid() const { return mostly(m_uuids); }
    [[nodiscard]] bool isWords() const { return mostly(m_words); } ///< words that say something about a call
    [[nodiscard]] bool hasDirections() const { return m_directions > 0; }
    [[nodiscard]] bool hasDispositions() const { return m_dispositions > 0; }
    [[nodiscard]] bool hasMedia() const { return m_media > 0; }
    [[nodiscard]] const QSet<QString> &distinct() const { return m_distinct; } ///< lower case, at most 64
    [[nodiscard]] bool isVaried() const { return m_distinct.size() >= 64; }

private:
    /// Damaged rows must not change what the others say, even in a file of five rows.
    [[nodiscard]] bool mostly(int count) const { return m_filled > 0 && count * 10 >= m_filled * 6; }
    void add(const QString &cell, qint64 latest);
    void addWords(const QString &cell);

    int m_filled = 0;
    int m_moments = 0; ///< without the epochs of ten digits
    int m_epochs = 0; ///< ten digits in the range of times
    bool m_epochsAreTimes = true;
    QList<qint64> m_tenDigits; ///< ms, in the order of the rows; -1 for any other cell
    int m_days = 0;
    int m_clocks = 0;
    int m_phones = 0;
    int m_amounts = 0;
    int m_uuids = 0;
    int m_words = 0;
    int m_directions = 0;
    int m_dispositions = 0;
    int m_media = 0;
    QSet<QString> m_distinct;
};

} // namespace callveil
