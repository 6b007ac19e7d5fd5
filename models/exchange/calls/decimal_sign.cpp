// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/decimal_sign.h"

#include <QByteArray>

#include <algorithm>

namespace callveil {

namespace {

constexpr qsizetype s_groupDigits = 3;
constexpr int s_leastProof = 3; ///< so many thousandths in a row are no chance

bool isSign(char c)
{
    return c == '.' || c == ',';
}

/// The digits of a number and the signs between them.
struct Parts {
    QList<QByteArray> digits;
    QByteArray signs;

    explicit Parts(QByteArrayView number)
    {
        digits.append(QByteArray());
        for (const char c : number) {
            if (isSign(c)) {
                signs.append(c);
                digits.append(QByteArray());
            } else {
                digits.last().append(c);
            }
        }
    }
    /// Whether the parts from the first to `last` can be thousands: 1 to 3 digits without a zero before them, then 3.
    [[nodiscard]] bool areGroups(qsizetype last) const
    {
        const QByteArray &head = digits.first();
        return !head.isEmpty() && head.size() <= s_groupDigits && head[0] != '0'
            && std::all_of(digits.begin() + 1, digits.begin() + last + 1,
                [](const QByteArray &group) { return group.size() == s_groupDigits; });
    }
    [[nodiscard]] bool hasOneSign() const { return signs.count(signs[0]) == signs.size(); }
    [[nodiscard]] bool endsInDecimals() const
    {
        const qsizetype last = signs.size() - 1;
        return signs.count(signs[0]) == last && signs[last] != signs[0] && areGroups(last);
    }
};

QByteArrayView numberIn(QByteArrayView text)
{
    const auto end =
        std::find_if_not(text.begin(), text.end(), [](char c) { return isSign(c) || (c >= '0' && c <= '9'); });
    return text.first(end - text.begin());
}

QByteArray without(QByteArrayView text, char sign)
{
    QByteArray plain = text.toByteArray();
    plain.replace(sign, QByteArrayView());
    return plain;
}

char other(char sign)
{
    return sign == '.' ? ',' : '.';
}

/// What the cells of a column show, by sign: '.' at 0, ',' at 1.
struct Evidence {
    int decimals[2] = {};
    int groups[2] = {};
    int open[2] = {};
    int plain = 0; ///< whole numbers without a sign; not 0, which is written so everywhere

    void add(QByteArrayView number)
    {
        const Parts parts(number);
        const qsizetype signs = parts.signs.size();
        if (signs == 0)
            plain += !number.isEmpty() && number != "0";
        else if (signs == 1)
            ++(parts.areGroups(1) ? open : decimals)[parts.signs[0] == ','];
        else if (parts.endsInDecimals())
            ++decimals[parts.signs[signs - 1] == ','];
        else if (parts.hasOneSign() && parts.areGroups(signs))
            ++groups[parts.signs[0] == ','];
    }
};

} // namespace

char guessDecimalSign(const QList<QStringList> &rows, int column)
{
    Evidence seen;
    for (const QStringList &row : rows) {
        const QByteArray cell = row.value(column).toUtf8();
        if (const QByteArrayView number = numberIn(cell); number.size() == cell.size())
            seen.add(number);
    }
    for (const char sign : {'.', ','}) {
        const int at = sign == ',';
        if ((seen.decimals[at] > 0 && seen.decimals[1 - at] == 0) || seen.groups[1 - at] > 0)
            return sign;
    }
    for (const char sign : {'.', ','}) {
        if (seen.open[sign == ','] > 0 && seen.plain > 0)
            return other(sign); // beside whole numbers it stands where thousands begin
    }
    return seen.open[0] >= s_leastProof ? '.' : '\0'; // thousandths in every row, as switches write them
}

QByteArray withoutThousands(QByteArrayView text, char decimal)
{
    const QByteArrayView number = numberIn(text);
    const Parts parts(number);
    const QByteArrayView rest = text.sliced(number.size());
    const qsizetype signs = parts.signs.size();
    if (signs == 0)
        return text.toByteArray();
    if (signs == 1) {
        const char sign = parts.signs[0];
        if (!parts.areGroups(1) || sign == decimal)
            return text.toByteArray();
        return decimal == '\0' && sign == '.' ? QByteArray() : QByteArray(without(number, sign) + rest.toByteArray());
    }
    if (parts.endsInDecimals() || (parts.hasOneSign() && parts.areGroups(signs)))
        return without(number, parts.signs[0]) + rest.toByteArray();
    return {};
}

} // namespace callveil
