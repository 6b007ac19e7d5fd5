// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/base/text_check.h"

#include "domain/number/number_finder.h"
#include "storage/processes/process_store.h"

namespace callveil {

namespace {
constexpr int longestText = 500;
constexpr int longestName = 80;

Result<void> check(const QString &text, const QString &field, const QStringList &regions, int longest)
{
    if (text.size() > longest)
        return fail(ErrorCode::Invalid, Fault::TextTooLong, {field, QString::number(longest)});
    if (NumberFinder::containsNumber(text, regions))
        return fail(ErrorCode::Invalid, Fault::TextHoldsNumber, {field});
    return {};
}
} // namespace

Result<void> checkFreeText(const QString &text, const QString &field, const QStringList &regions)
{
    if (NumberFinder::holdsLongRow(text))
        return fail(ErrorCode::Invalid, Fault::TextHoldsNumber, {field});
    return check(text, field, regions, longestText);
}

Result<void> checkCode(const QString &text, const QString &field, const QStringList &regions)
{
    if (text.simplified().isEmpty())
        return fail(ErrorCode::Invalid, Fault::NameEmpty, {field});
    return check(text, field, regions, longestName);
}

Result<void> checkLabel(const QString &text, const QString &field, const QStringList &regions)
{
    return check(text, field, regions, longestText);
}

Result<void> checkName(const QString &text, const QString &field, const QStringList &regions)
{
    if (text.simplified().isEmpty())
        return fail(ErrorCode::Invalid, Fault::NameEmpty, {field});
    if (NumberFinder::holdsLongRow(text))
        return fail(ErrorCode::Invalid, Fault::TextHoldsNumber, {field});
    return check(text, field, regions, longestName);
}

Result<QStringList> countriesOf(Connection &connection)
{
    return ProcessStore(connection).countries();
}

} // namespace callveil
