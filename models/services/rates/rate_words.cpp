// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/rates/rate_words.h"

#include "domain/rating/money.h"

#include <QDateTime>

namespace callveil {

QString objectOf(RateId rate)
{
    return QStringLiteral("rate %1").arg(rate.value);
}

QString recordedTime(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODate);
}

Error beginsTwice(const Rate &rate)
{
    return {ErrorCode::Conflict, Fault::NameTaken,
        {QStringLiteral("prefix"), QStringLiteral("%1, %2").arg(rate.prefix, recordedTime(rate.validFrom))}, {}};
}

QString described(const Rate &rate)
{
    QString text = QStringLiteral("list %1; prefix %2; price %3; currency %4; increment %5; valid from %6")
                       .arg(rateKindKey(rate.kind), rate.prefix, decimalText(rate.price), rate.currency,
                           incrementText(rate), recordedTime(rate.validFrom));
    if (rate.validUntil)
        text += QStringLiteral("; valid until %1").arg(recordedTime(*rate.validUntil));
    return text;
}

} // namespace callveil
