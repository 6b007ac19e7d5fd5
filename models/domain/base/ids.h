// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QtGlobal>

#include <compare>

namespace callveil {

/// A database key that cannot be mistaken for the key of another table. 0 means none.
template <typename Tag>
struct Id {
    qint64 value = 0;

    [[nodiscard]] bool isSet() const { return value != 0; }
    auto operator<=>(const Id &) const = default;
};

template <typename Tag>
size_t qHash(const Id<Tag> &id, size_t seed = 0)
{
    return ::qHash(id.value, seed);
}

using ProcessId = Id<struct ProcessTag>;
using CampaignId = Id<struct CampaignTag>;
using AgentId = Id<struct AgentTag>;
using PersonId = Id<struct PersonTag>;
using RevisionId = Id<struct RevisionTag>;
using NumberId = Id<struct NumberTag>;
using DidId = Id<struct DidTag>;
using PoolId = Id<struct PoolTag>;
using BindingId = Id<struct BindingTag>;
using CallId = Id<struct CallTag>;
using ViewId = Id<struct ViewTag>;
using SignInId = Id<struct SignInTag>;
using GatewayId = Id<struct GatewayTag>;
using OptOutId = Id<struct OptOutTag>;
using ApiKeyId = Id<struct ApiKeyTag>;
using SwitchLoginId = Id<struct SwitchLoginTag>;
using LeakId = Id<struct LeakTag>;
using CanaryId = Id<struct CanaryTag>;
using RateId = Id<struct RateTag>;

} // namespace callveil
