// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/routes/route_projector.h"

#include "services/calls/call_log_service.h"

#include <algorithm>
#include <map>

namespace callveil {

namespace {

// Proxy numbers to a transaction: whoever changes a binding of theirs waits for it, so that it shall be short; yet a
// million routes shall not take a million transactions.
constexpr int fewestAtOnce = 100, mostAtOnce = 2000;
constexpr size_t bindingsAtOnce = 2000;

} // namespace

/// The live bindings of one proxy number, open; what was open is wiped with it.
struct OpenNumber {
    QString brand;
    std::vector<OpenBinding> bindings;

    ~OpenNumber()
    {
        for (OpenBinding &binding : bindings) {
            wipe(binding.customer);
            wipe(binding.agent);
        }
    }
};

RouteProjector::RouteProjector(Connection &connection, const Identity &me)
    : m_connection(connection), m_copies(me.keys.box), m_index(me.writerKey), m_keys(me.writerKey), m_fit(me.writerKey),
      m_numbersAtOnce(fewestAtOnce)
{ }

Result<bool> RouteProjector::step()
{
    RouteStore store(m_connection);
    auto due = store.due(m_numbersAtOnce);
    if (!due)
        return failed(due);
    if (due->dids.empty())
        return false;
    const auto bindings = store.bindings(due->bindings);
    if (!bindings)
        return failed(bindings);
    RouteDraft draft = draftOf(*bindings);
    draft.dids = std::move(due->dids);
    const auto made = store.put(draft);
    for (RouteRow &row : draft.rows) {
        wipe(row.route.caller);
        wipe(row.route.callee);
    }
    if (!made)
        return failed(made);
    if (!draft.opened.empty())
        if (const auto kept = store.keepOpened(draft.opened); !kept)
            return failed(kept);
    m_report.numbers += qint64(draft.dids.size());
    m_report.routes += *made;
    m_report.withoutCopy += qint64(draft.kept.size());
    m_report.damaged += draft.misfits;
    m_numbersAtOnce = std::clamp(
        int(draft.dids.size() * bindingsAtOnce / std::max<size_t>(bindings->size(), 1)), fewestAtOnce, mostAtOnce);
    return true;
}

void RouteProjector::open(const SealedBinding &sealed, OpenNumber &number, RouteDraft &draft) const
{
    if (sealed.customerCopy.isEmpty() || sealed.agentCopy.isEmpty())
        return draft.kept.push_back(sealed.id);
    const CopyPlace customerPlace = copyPlaceOf(sealed, PartySide::Customer);
    const CopyPlace agentPlace = copyPlaceOf(sealed, PartySide::Agent);
    auto customer = m_copies.open(sealed.customerCopy, customerPlace);
    auto agent = m_copies.open(sealed.agentCopy, agentPlace);
    OpenBinding binding{sealed.id, sealed.model, customer ? std::move(*customer) : QString(),
        agent ? std::move(*agent) : QString(), CallLogService::sessionName(sealed.session), sealed.recording,
        sealed.createdAt, sealed.expiresAt};
    const bool customerFits = m_fit.customer(sealed, binding.customer);
    if (customer && agent && customerFits && m_fit.agent(sealed, binding.agent)) {
        if (!CopyOpener::isKept(sealed.customerCopy))
            draft.opened.try_emplace(customerPlace, m_copies.kept(binding.customer, customerPlace));
        if (!CopyOpener::isKept(sealed.agentCopy))
            draft.opened.try_emplace(agentPlace, m_copies.kept(binding.agent, agentPlace));
        return number.bindings.push_back(std::move(binding));
    }
    wipe(binding.customer);
    wipe(binding.agent);
    ++draft.misfits;
    if (!customer || !customerFits || !sealed.agent.isSet())
        draft.damaged.push_back(sealed.id);
}

RouteDraft RouteProjector::draftOf(const std::vector<SealedBinding> &bindings) const
{
    std::map<qint64, OpenNumber> numbers;
    RouteDraft draft;
    for (const SealedBinding &sealed : bindings) {
        OpenNumber &number = numbers[sealed.did.value];
        number.brand = sealed.brand;
        open(sealed, number, draft);
    }
    for (const auto &[did, number] : numbers)
        for (Route &route : routesOf(number.bindings)) {
            QByteArray key = m_keys.optOut(number.brand, m_index.agentIndex(route.callee));
            draft.rows.push_back({{did}, std::move(route), std::move(key)});
        }
    return draft;
}

} // namespace callveil
