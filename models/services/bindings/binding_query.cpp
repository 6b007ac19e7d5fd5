// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/bindings/binding_query.h"

#include "services/base/text_check.h"
#include "storage/processes/process_store.h"

namespace callveil {

namespace {

/// A case was checked by the country of its process.
Result<bool> mayBeStored(Connection &connection, const QString &caseRef, ProcessId process)
{
    const auto processes = ProcessStore(connection).list();
    if (!processes)
        return failed(processes);
    QStringList countries;
    for (const Process &each : *processes)
        if (!process.isSet() || each.id == process)
            countries.append(each.country);
    countries.removeDuplicates();
    return !countries.isEmpty() && checkLabel(caseRef, QStringLiteral("case"), countries);
}

DidId firstOf(const QStringList &numbers, const DidBook &ours)
{
    for (const QString &number : numbers)
        if (const BookedDid *did = ours.find(number))
            return did->id;
    return {};
}

} // namespace

Result<std::optional<BindingFilter>> narrowed(Connection &connection, const BindingQuery &query, DidShelf &dids)
{
    const std::optional<BindingFilter> nothing;
    BindingFilter filter = query.filter;
    if (!filter.caseRef.isEmpty()) {
        const auto may = mayBeStored(connection, filter.caseRef, filter.process);
        if (!may)
            return failed(may);
        if (!*may)
            return nothing;
    }
    if (!query.proxyNumbers.isEmpty()) {
        const auto book = dids.book(connection);
        if (!book)
            return failed(book);
        filter.did = firstOf(query.proxyNumbers, **book);
        if (!filter.did.isSet())
            return nothing;
    }
    return filter;
}

} // namespace callveil
