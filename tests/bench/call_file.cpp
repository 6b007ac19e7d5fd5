// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_file.h"

#include <QDateTime>
#include <QFile>
#include <QTextStream>

namespace callveil {

namespace {

constexpr qint64 firstStart = 1736121600; // 2025-01-06
constexpr qint64 wholeSpan = 90 * 86400;

QString localTime(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

/// Ranges that the regulator keeps for drama, 1,000 numbers each.
QString britishNumber(qint64 number)
{
    static const QStringList ranges{QStringLiteral("1134960"), QStringLiteral("1144960"), QStringLiteral("1154960"),
        QStringLiteral("1164960"), QStringLiteral("1174960"), QStringLiteral("1184960"), QStringLiteral("1214960"),
        QStringLiteral("1314960"), QStringLiteral("1414960"), QStringLiteral("1514960"), QStringLiteral("1614960"),
        QStringLiteral("2079460"), QStringLiteral("1914980"), QStringLiteral("2896496"), QStringLiteral("2920180")};
    return ranges[number / 1000 % ranges.size()] + QStringLiteral("%1").arg(number % 1000, 3, 10, QLatin1Char('0'));
}

/// Exchange 555, which nobody holds; each process has area codes of its own.
QString americanNumber(qint64 number, int place)
{
    return QString::number(201 + place * 250 + number / 10000 % 250)
        + QStringLiteral("555%1").arg(number % 10000, 4, 10, QLatin1Char('0'));
}

} // namespace

CallFile::CallFile(const BenchProcess &process, int place, qint64 legs)
    : m_process(process), m_place(place), m_legs(legs), m_state(quint64(place) * 7919 + 1)
{ }

quint64 CallFile::random() // SplitMix64: the same on every machine
{
    quint64 z = m_state += 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

/// One spelling for each number, as a trunk sends it.
QString CallFile::customer(qint64 number) const
{
    const bool british = m_process.country == QLatin1String("GB");
    const QString national = british ? britishNumber(number) : americanNumber(number, m_place);
    if (number % 3 == 0)
        return (british ? QStringLiteral("0") : QString()) + national;
    return (british ? QStringLiteral("+44") : QStringLiteral("+1")) + national;
}

void CallFile::writeLeg(QTextStream &out, const Leg &leg)
{
    const QString answer = leg.answered ? localTime(leg.startsAt + leg.ring) : QString();
    const QString name = leg.answered ? QStringLiteral("ANSWERED") : QStringLiteral("NO ANSWER");
    out << "\"\",\"" << leg.source << "\",\"" << leg.destination << R"(","from-trunk","""" <)" << leg.source
        << R"(>","PJSIP/trunk-)" << leg.uniqueId.right(8) << R"(","PJSIP/agent","Dial","PJSIP/agent,30",")"
        << localTime(leg.startsAt) << "\",\"" << answer << "\",\"" << localTime(leg.startsAt + leg.ring + leg.talk)
        << "\"," << leg.ring + leg.talk << ',' << leg.talk << ",\"" << name << R"(","DOCUMENTATION",")" << leg.uniqueId
        << "\",\"\"\n";
}

void CallFile::writeSession(QTextStream &out, qint64 session, qint64 startsAt, bool linked)
{
    const QString party = customer(qint64(random() % quint64(qMax<qint64>(1, m_legs / 10))));
    const int agent = int(random() % BenchOrganisation::agents);
    const bool answered = random() % 100 < 70;
    Leg leg{party, {}, startsAt, int(3 + random() % 25), answered ? int(5 + random() % 600) : 0, answered,
        QStringLiteral("%1.%2").arg(startsAt).arg(session)};
    const QString extension = QString::number(BenchOrganisation::firstExtension + agent);
    const bool outbound = random() % 2 == 0;
    if (!linked) {
        leg.destination = extension;
        if (outbound)
            std::swap(leg.source, leg.destination);
        writeLeg(out, leg);
        return;
    }
    const QString did = m_process.dids[int(random() % quint64(m_process.dids.size()))];
    leg.destination = did;
    writeLeg(out, leg);
    leg.source = did;
    leg.destination = BenchOrganisation::agentNumber(agent);
    writeLeg(out, leg);
}

bool CallFile::write(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    QTextStream out(&file);
    qint64 session = 0;
    for (qint64 leg = 0; leg < m_legs; ++session) {
        const bool linked = session % 2 == 1 && leg + 1 < m_legs;
        writeSession(out, session, firstStart + leg * wholeSpan / m_legs, linked);
        leg += linked ? 2 : 1;
    }
    out.flush();
    return out.status() == QTextStream::Ok && file.flush();
}

} // namespace callveil
