// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/rates/rate_file.h"

#include "domain/number/free_text.h"
#include "exchange/text/titled_rows.h"
#include "services/rates/rate_words.h"

#include <QSet>

namespace callveil {

namespace {

constexpr int longestCell = 20; // of one that is what its column says

enum Column { List, Prefix, Price, Currency, Increment, Minimum, ValidFrom };

tl::unexpected<Error> wrong(const char *field, const QString &cell, const char *fits)
{
    return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
        {QLatin1String(field), cell.size() <= longestCell ? quotable(cell) : QStringLiteral("…"),
            QString::fromUtf8(fits)});
}

Result<void> readTimes(const TitledRows &rows, Rate &rate)
{
    if (const QString cell = rows.cell(Increment).trimmed(); !cell.isEmpty())
        if (const auto read = readIncrement(cell, rate); !read)
            return read;
    if (const QString cell = rows.cell(Minimum).trimmed(); !cell.isEmpty()) {
        bool isNumber = false;
        rate.minimum = cell.toInt(&isNumber);
        if (!isNumber)
            return wrong("minimum", cell, "0-3600 s");
    }
    if (const QString cell = rows.cell(ValidFrom).trimmed(); !cell.isEmpty()) {
        const auto from = validityFrom(cell);
        if (!from)
            return fail(ErrorCode::Invalid, Fault::TimeNotUnderstood, {QStringLiteral("valid-from")});
        rate.validFrom = *from;
    }
    return {};
}

Result<Rate> rateOf(const TitledRows &rows, const RateDefaults &defaults)
{
    if (rows.row().fault || rows.isOverlong())
        return fail(ErrorCode::Invalid, Fault::RowNotReadable);
    Rate rate;
    rate.kind = defaults.kind;
    if (const QString cell = rows.cell(List).trimmed(); !cell.isEmpty()) {
        const auto kind = rateKindFromKey(cell.toLower());
        if (!kind)
            return wrong("list", cell, "cost, recharge");
        rate.kind = *kind;
    }
    rate.prefix = rows.cell(Prefix);
    const QString currency = rows.cell(Currency).trimmed();
    rate.currency = currency.isEmpty() ? defaults.currency : currency;
    rate.validFrom = defaults.validFrom;
    const auto price = readPrice(rows.cell(Price).size() <= longestCell ? rows.cell(Price) : QStringLiteral("…"));
    if (!price)
        return failed(price);
    rate.price = *price;
    if (const auto read = readTimes(rows, rate); !read)
        return failed(read);
    return checkedRate(rate);
}

/// Which rows stood in the file before.
class SeenRows final {
public:
    [[nodiscard]] bool isNew(const Rate &rate)
    {
        const auto key = std::pair(QString(rateKindKey(rate.kind) + rate.prefix), rate.validFrom);
        const bool known = m_keys.contains(key);
        m_keys.insert(key);
        return !known;
    }

private:
    QSet<std::pair<QString, qint64>> m_keys;
};

} // namespace

Result<void> readRateFile(const QString &file, const RateDefaults &defaults,
    const std::function<bool(const RateRow &)> &use, std::vector<RateReject> &rejects)
{
    TitledRows rows(file,
        {QStringLiteral("list"), QStringLiteral("prefix"), QStringLiteral("price"), QStringLiteral("currency"),
            QStringLiteral("increment"), QStringLiteral("minimum"), QStringLiteral("valid_from")});
    if (const auto opened = rows.open(); !opened)
        return opened;
    for (const auto &[column, name] : {std::pair(Prefix, "prefix"), std::pair(Price, "price")})
        if (!rows.has(column))
            return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
                {QStringLiteral("columns"), QStringLiteral("…"),
                    QStringLiteral("%1 (prefix, price, list, currency, increment, minimum, valid_from)")
                        .arg(QLatin1String(name))});
    SeenRows seen;
    qint64 count = 0;
    auto more = rows.next();
    for (; more && *more; more = rows.next()) {
        if (++count > mostRateRows)
            return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
                {QStringLiteral("rows"), QStringLiteral("…"), QStringLiteral("1-%1").arg(mostRateRows)});
        const qint64 line = rows.row().line;
        auto rate = rateOf(rows, defaults);
        if (rate && !seen.isNew(*rate))
            rate = tl::unexpected(beginsTwice(*rate));
        if (rate) {
            if (!use({line, *rate}))
                return {};
        } else {
            rejects.push_back({line, rate.error()});
        }
    }
    return more ? Result<void>() : failed(more);
}

} // namespace callveil
