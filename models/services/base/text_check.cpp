// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/base/text_check.h"

#include "domain/number/number_finder.h"

namespace callveil {

namespace {
constexpr int longestText = 500;
constexpr int longestName = 80;

Result<void> check(const QString &text, const QString &field, const QString &region, int longest)
{
    if (text.size() > longest)
        return fail(ErrorCode::Invalid, Fault::TextTooLong, {field, QString::number(longest)});
    if (NumberFinder(region).containsNumber(text))
        return fail(ErrorCode::Invalid, Fault::TextHoldsNumber, {field});
    return {};
}
} // namespace

Result<void> checkFreeText(const QString &text, const QString &field, const QString &region)
{
    return check(text, field, region, longestText);
}

Result<void> checkName(const QString &text, const QString &field, const QString &region)
{
    if (text.simplified().isEmpty())
        return fail(ErrorCode::Invalid, Fault::NameEmpty, {field});
    return check(text, field, region, longestName);
}

} // namespace callveil
