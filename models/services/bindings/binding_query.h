// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/bindings/did_book.h"
#include "storage/bindings/binding_store.h"

#include <QStringList>

namespace callveil {

/// Which bindings are asked of BindingService.
struct BindingQuery {
    BindingFilter filter;
    QStringList proxyNumbers; ///< E.164: what a typed one may stand for, of which the first that is ours counts
};

/// A page of bindings, newest first.
struct BindingPage {
    std::vector<Binding> bindings;
    bool more = false; ///< older ones fit the filter too
    qint64 now = 0; ///< the database's clock, by which states are judged
};

/// What the database is asked for; nullopt when nothing can be found. What was typed may be somebody's number, and what
/// a statement asks for may stand in a server's log (security.md): proxy numbers are looked up in the book, and a case
/// that checkLabel() would have refused is none that is stored.
[[nodiscard]] Result<std::optional<BindingFilter>> narrowed(
    Connection &connection, const BindingQuery &query, DidShelf &dids);

} // namespace callveil
