// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/bindings/binding_search.h"

#include "services/reveal/reveal_service.h"

#include <algorithm>

namespace callveil {

Result<BindingPage> bindingsAgain(Connection &connection, const Identity &me, const std::vector<BindingId> &ids)
{
    const auto now = connection.integer("operation.now");
    if (!now)
        return failed(now);
    BindingPage page{{}, false, *now};
    for (const BindingId id : ids) {
        BindingFilter filter;
        filter.id = id;
        const auto rows = BindingStore(connection).rows(filter, *now);
        if (!rows)
            return failed(rows);
        for (const Binding &binding : *rows)
            if (me.sees(binding.process))
                page.bindings.push_back(binding);
    }
    std::sort(page.bindings.begin(), page.bindings.end(),
        [](const Binding &a, const Binding &b) { return a.createdAt > b.createdAt; });
    return page;
}

Result<BindingPage> bindingsOfNumber(Connection &connection, const Identity &me, const QString &number)
{
    const auto places = placesOf(connection, me, number);
    if (!places)
        return failed(places);
    const auto answer = requestPlaces(connection, me, RequestKind::Search, *places, {});
    if (!answer)
        return failed(answer);
    const auto ids = BindingStore(connection).ofNumber(*answer, *places);
    if (!ids)
        return failed(ids);
    return bindingsAgain(connection, me, *ids);
}

} // namespace callveil
