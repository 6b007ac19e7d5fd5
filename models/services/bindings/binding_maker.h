// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/bindings/did_finder.h"

namespace callveil {

/// Makes bindings, inside a transaction each, and records them.
class BindingMaker final {
public:
    BindingMaker(Connection &connection, const Identity &me, const DidBook &dids)
        : m_connection(connection), m_me(me), m_dids(dids)
    { }

    /// Fails with what BindingService::make() fails with; Busy: others were just deciding about the last free numbers,
    /// it is to be tried again in another transaction.
    [[nodiscard]] Result<BoundPair> make(const BindingOrder &order);
    /// Fails with what BindingService::reassign() fails with.
    [[nodiscard]] Result<Binding> reassign(const Binding &seen, const AgentOrder &order);

private:
    [[nodiscard]] Result<std::vector<Pool>> poolsFor(const BindingOrder &order, const Process &process);
    [[nodiscard]] Result<BindingDraft> draftOf(const BindingOrder &order, const Pool &asked, BindingParties &parties);
    [[nodiscard]] Result<void> offerKnown(const BindingDraft &draft, DidFinder &finder);
    [[nodiscard]] Result<MakeAnswer> offer(BindingDraft &draft, BindingParties &parties, const DidOffer &offer);
    [[nodiscard]] Result<void> record(const BindingOrder &order, const Binding &binding);

    Connection &m_connection;
    const Identity &m_me;
    const DidBook &m_dids;
    std::vector<Pool> m_serving; ///< pools that the person sees and that serve the process; read once
    QString m_byHand; ///< the proxy number that was named, E.164
    DidId m_named;
};

/// The binding, or BindingUnknown when there is none or the person does not see it.
[[nodiscard]] Result<Binding> requireBinding(Connection &connection, const Identity &me, BindingId binding);
/// "binding 12": the object of entries in the record of deeds.
[[nodiscard]] QString bindingObject(BindingId binding);
/// When a binding ends that is made or extended now; nullopt for never. Fails with ChoiceUnknown (expiry),
/// NameEmpty (no-expiry-reason), TextHoldsNumber.
[[nodiscard]] Result<std::optional<qint64>> endFor(
    Connection &connection, const ExpiryOrder &order, const std::optional<int> &ofPool, qint64 now);

} // namespace callveil
