// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/routes/binding_fit.h"

namespace callveil {

CopyPlace copyPlaceOf(const SealedBinding &binding, PartySide side)
{
    if (side == PartySide::Agent && binding.agent.isSet())
        return {{}, side, binding.agent};
    return {binding.id, side, {}};
}

bool BindingFit::owns(const SealedBinding &binding, const QByteArray &party) const
{
    return binding.owner == m_keys.owner(binding.asked, binding.process, binding.model, party);
}

bool BindingFit::customer(const SealedBinding &binding, const QString &number) const
{
    if (binding.model == BindingModel::Agent)
        return true;
    const QByteArray party = m_index.agentIndex(number);
    return binding.customerParty == m_keys.party(binding.did, party)
        && (binding.model != BindingModel::Customer || owns(binding, party));
}

bool BindingFit::agent(const SealedBinding &binding, const QString &number) const
{
    if (binding.model == BindingModel::Customer)
        return true;
    const QByteArray party = m_index.agentIndex(number);
    return binding.agentParty == m_keys.party(binding.did, party)
        && (binding.model != BindingModel::Agent || owns(binding, party));
}

} // namespace callveil
