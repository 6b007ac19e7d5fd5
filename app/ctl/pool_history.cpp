// SPDX-License-Identifier: GPL-3.0-or-later
#include "pool_history.h"

#include "services/pools/capacity_service.h"
#include "ui/texts/capacity_text.h"

#include <QDate>
#include <QJsonArray>

namespace callveil {

namespace {

constexpr qint64 dayMs = 24 * 60 * 60 * 1000;
constexpr int usualDays = 7;
constexpr int mostDays = 730;

QString forecastKey(Forecast::Kind kind)
{
    switch (kind) {
    case Forecast::Kind::TooEarly:
        return QStringLiteral("too-early");
    case Forecast::Kind::Dry:
        return QStringLiteral("dry");
    case Forecast::Kind::DryOn:
        return QStringLiteral("dry-on");
    case Forecast::Kind::Lasts:
        return QStringLiteral("lasts");
    }
    return {};
}

QJsonObject jsonOf(const Forecast &forecast)
{
    QJsonObject document{
        {QStringLiteral("outlook"), forecastKey(forecast.kind)}, {QStringLiteral("days"), forecast.days}};
    if (forecast.kind != Forecast::Kind::TooEarly)
        document.insert(QStringLiteral("more_per_day"), forecast.perDay);
    if (forecast.kind == Forecast::Kind::DryOn)
        document.insert(QStringLiteral("dry_on"), QDate(1970, 1, 1).addDays(forecast.dryDay).toString(Qt::ISODate));
    return document;
}

} // namespace

int printHistory(Command &command, Workspace &workspace, const Pool &pool)
{
    bool fits = true;
    const int days = command.isSet("days") ? command.value("days").toInt(&fits) : usualDays;
    if (!fits || days < 1 || days > mostDays)
        return command.misuse(QStringLiteral("--days is from 1 to %1 days").arg(mostDays));
    const auto history = CapacityService(workspace).history(pool.id, days * dayMs).result();
    if (!history)
        return command.refuse(history.error());
    QJsonArray documents;
    QList<QStringList> rows;
    for (const PoolSample &sample : history->samples) {
        documents.append(
            QJsonObject{{QStringLiteral("at"), isoTime(sample.at)}, {QStringLiteral("numbers"), sample.numbers},
                {QStringLiteral("bound"), sample.use.bound}, {QStringLiteral("cooling"), sample.use.cooling},
                {QStringLiteral("free"), sample.use.free}, {QStringLiteral("busiest_party"), sample.use.busiest}});
        rows.append({isoTime(sample.at), QString::number(sample.numbers), QString::number(sample.use.bound),
            QString::number(sample.use.cooling), QString::number(sample.use.free),
            QString::number(sample.use.busiest)});
    }
    if (command.wantsJson()) {
        command.printJson({{QStringLiteral("pool"), pool.name}, {QStringLiteral("samples"), documents},
            {QStringLiteral("forecast"), jsonOf(history->forecast)}});
        return Done;
    }
    if (rows.isEmpty())
        command.out() << "Nothing is known of these days. A console of somebody who manages pools notes it every five "
                         "minutes, as does: callveilctl pool sample\n";
    else
        printTable(command.out(),
            {QStringLiteral("At (UTC)"), QStringLiteral("Numbers"), QStringLiteral("Bound"), QStringLiteral("Cooling"),
                pool.sharing == Sharing::PairUnique ? QStringLiteral("Without bindings") : QStringLiteral("Free"),
                QStringLiteral("Busiest party")},
            rows);
    command.out() << forecastText(history->forecast) << '\n';
    return Done;
}

int samplePools(Command &command, Workspace &workspace)
{
    const auto noted = CapacityService(workspace).sample().result();
    if (!noted)
        return command.refuse(noted.error());
    command.tell({{QStringLiteral("pools"), *noted}},
        *noted > 0 ? QStringLiteral("Noted how full the pools are: %1.").arg(*noted)
                   : QStringLiteral("Nothing to note: it was done in these five minutes, or no pool has numbers."));
    return Done;
}

} // namespace callveil
