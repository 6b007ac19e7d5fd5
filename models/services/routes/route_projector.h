// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/routes/binding_fit.h"
#include "services/routes/route_service.h"
#include "storage/people/identity.h"
#include "storage/routes/route_copy.h"

namespace callveil {

struct OpenNumber;

/// Makes the routes of proxy numbers that are due: one pass of a service.
class RouteProjector final {
public:
    RouteProjector(Connection &connection, const Identity &me);

    /// Some of what is due, in the caller's transaction; false when nothing was.
    [[nodiscard]] Result<bool> step();
    [[nodiscard]] const RouteReport &report() const { return m_report; }

private:
    void open(const SealedBinding &sealed, OpenNumber &number, RouteDraft &draft) const;
    [[nodiscard]] RouteDraft draftOf(const std::vector<SealedBinding> &bindings) const;

    Connection &m_connection;
    CopyOpener m_copies;
    WriterKeys m_index;
    RouteKeys m_keys;
    BindingFit m_fit;
    RouteReport m_report;
    int m_numbersAtOnce;
};

} // namespace callveil
