// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QSet>
#include <QStringList>

namespace callveil {

/// Makes a file of call records as Asterisk writes them. Numbers are of the ranges that are reserved for fiction; every
/// third call starts in the same second as the one before.
class CallFile final {
public:
    static inline const QString did = QStringLiteral("+12025550100");

    /// `first` is the start of the oldest call, ms since 1970.
    explicit CallFile(qint64 first, qint64 secondsBetween = 60) : m_next(first), m_between(secondsBetween * 1000) { }

    /// Adds so many calls, oldest first.
    void add(int calls)
    {
        for (int i = 0; i < calls; ++i)
            addCall();
    }

    [[nodiscard]] QByteArray content() const { return m_lines.join('\n') + '\n'; }
    /// The customers' numbers as they stand in the file.
    [[nodiscard]] const QSet<QString> &numbers() const { return m_numbers; }
    [[nodiscard]] int count() const { return int(m_lines.size()); }

private:
    void addCall()
    {
        const int n = int(m_lines.size());
        const QString line = QStringLiteral("%1").arg(100 + n % 100, 4, 10, QLatin1Char('0'));
        const QString customer =
            QStringLiteral("+1") + QString::number(213 + n / 100 % 6 * 100 + n % 5) + QStringLiteral("555") + line;
        m_numbers.insert(customer);
        if (n % 3 != 1)
            m_next += m_between;
        const QDateTime start = QDateTime::fromMSecsSinceEpoch(m_next, Qt::UTC);
        const int talk = n % 4 == 3 ? 0 : 20 + n % 200;
        const auto text = [](const QDateTime &at) { return at.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")); };
        const QStringList fields{{}, customer, did, QStringLiteral("from-pstn"),
            QStringLiteral("\"\"\"Caller\"\" <%1>\"").arg(customer), QStringLiteral("SIP/trunk-%1").arg(n),
            QStringLiteral("SIP/agent-%1").arg(n), QStringLiteral("Dial"), {}, text(start),
            talk > 0 ? text(start.addSecs(5)) : QString(), text(start.addSecs(5 + talk)), QString::number(talk + 5),
            QString::number(talk), talk > 0 ? QStringLiteral("ANSWERED") : QStringLiteral("NO ANSWER"),
            QStringLiteral("DOCUMENTATION"), QStringLiteral("%1.%2").arg(m_next / 1000).arg(n), {}};
        m_lines.append(fields.join(QLatin1Char(',')).toUtf8());
    }

    qint64 m_next;
    qint64 m_between;
    QByteArrayList m_lines;
    QSet<QString> m_numbers;
};

} // namespace callveil
