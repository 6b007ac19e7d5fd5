// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/masking/strength.h"

#include <cmath>

namespace callveil {

namespace {

int countryCodeDigits(const NumberShape &shape)
{
    return shape.countryCode > 0 ? int(QString::number(shape.countryCode).size()) : 0;
}

int subscriberDigits(const NumberShape &shape)
{
    return qMax(0, shape.digits - countryCodeDigits(shape));
}

Strength hiding(int hidden, bool whole)
{
    return {hidden, std::pow(10.0, hidden), whole};
}

} // namespace

Strength strength(const NumberShape &shape, const MaskingPolicy &policy)
{
    if (policy.kind == MaskingKind::Off)
        return {};
    if (policy.kind == MaskingKind::Random)
        return hiding(subscriberDigits(shape), false);
    const int leading = qBound(0, policy.leading, MaskingPolicy::mostShown);
    const int trailing = qBound(0, policy.trailing, MaskingPolicy::mostShown);
    if (shape.digits <= leading + trailing)
        return hiding(subscriberDigits(shape), true);
    const int firstHidden = qMax(leading, countryCodeDigits(shape));
    return hiding(qMax(0, shape.digits - trailing - firstHidden), false);
}

Strength strengthOfText(int digits, const MaskingPolicy &policy)
{
    return policy.kind == MaskingKind::Off ? Strength{} : hiding(digits, true);
}

QString exampleNumber(const NumberShape &shape)
{
    QString text = QStringLiteral("+");
    if (shape.countryCode > 0)
        text += QString::number(shape.countryCode);
    for (int i = 0; i < subscriberDigits(shape); ++i)
        text += QChar(u'9' - i % 10);
    return text;
}

} // namespace callveil
