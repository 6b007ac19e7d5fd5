// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/platform/gateway.h"

#include "domain/base/check_range.h"
#include "domain/number/free_text.h"
#include "domain/platform/sip_target.h"

#include <QRegularExpression>

namespace callveil {

Result<QStringList> checkedPrefixes(const QStringList &prefixes)
{
    static const QRegularExpression form(QStringLiteral("\\A\\+[1-9][0-9]{0,6}\\z"));
    QStringList checked;
    for (const QString &typed : prefixes) {
        const QString prefix = typed.trimmed();
        if (!form.match(prefix).hasMatch())
            return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
                {QStringLiteral("prefixes"), quotable(prefix), QStringLiteral("+1 … +9999999")});
        checked.append(prefix);
    }
    checked.removeDuplicates();
    checked.sort();
    if (const auto fits = checkRange("prefixes", checked.size(), 0, Gateway::mostPrefixes, "prefixes"); !fits)
        return failed(fits);
    return checked;
}

Result<QStringList> readPrefixes(const QString &list)
{
    static const QRegularExpression between(QStringLiteral("[\\s,;]+"));
    return checkedPrefixes(list.split(between, Qt::SkipEmptyParts));
}

Result<Gateway> checkedGateway(Gateway gateway)
{
    gateway.name = gateway.name.simplified();
    const auto target = readSipTarget(gateway.target);
    if (!target)
        return failed(target);
    gateway.target = target->text();
    const auto prefixes = checkedPrefixes(gateway.prefixes);
    if (!prefixes)
        return failed(prefixes);
    gateway.prefixes = *prefixes;
    if (const auto fits = checkRange("priority", gateway.priority, 0, Gateway::mostPriority); !fits)
        return failed(fits);
    if (const auto fits = checkRange("channels", gateway.channels, 0, Gateway::mostChannels, "calls at once"); !fits)
        return failed(fits);
    return gateway;
}

} // namespace callveil
