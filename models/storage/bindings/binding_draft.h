// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pools/binding.h"
#include "storage/vault/number_sealer.h"

namespace callveil {

/// A party's number as a binding stores it.
struct BoundParty {
    QString text; ///< masked
    QByteArray blind; ///< WriterKeys::blindIndex(); empty for a listed agent, whose line the vault has already
    SealedNumber sealed; ///< likewise
};

/// A proxy number that may be given, with the keyed hashes that both parties have on it.
struct OfferedDid {
    DidId did;
    QByteArray customer, agent;
};

/// What a binding is made from; the database chooses the first of the numbers that is free for both.
struct BindingDraft {
    QByteArray token; ///< 16 bytes; a second try with the same one finds what the first made
    QByteArray publicId; ///< 16 bytes
    PoolId pool, asked;
    ProcessId process;
    AgentId agent; ///< unset: agentParty holds a number
    BindingModel model = BindingModel::Session;
    QString caseRef;
    BoundParty customer, agentParty;
    RevisionId revision; ///< under which texts and hashes were made
    int generation = 1; ///< of the vault
    EpochSeal epoch;
    RecordingChoice recording = RecordingChoice::AsPool;
    DidChoice choice;
    std::optional<qint64> expiresAt;
    QByteArray customerKey, agentKey; ///< RouteKeys: both together are the pair
    QByteArray ownerKey; ///< of a party with a number of its own; empty for pairs
    std::vector<OfferedDid> dids;
};

enum class MakeOutcome : qint8 {
    Made = 0,
    Outdated = 1, ///< masked under a policy, or sealed to a key, that is no longer in force
    MadeBefore = 2, ///< by this operation
    PairHasOne = 3,
    NoneFree = 4,
    OwnNumber = 5, ///< the party has got a number of its own meanwhile: it must be offered
    Changed = 6, ///< the binding has ended or was changed meanwhile
    SameParty = 7, ///< the new agent is the customer
    AsItWas = 8, ///< the new agent has the binding already
};

struct MakeAnswer {
    MakeOutcome outcome = MakeOutcome::NoneFree;
    BindingId binding; ///< made, or found
    int held = 0; ///< numbers about which somebody else was deciding at that moment
};

/// A binding as somebody saw it when he decided to change it.
struct SeenBinding {
    BindingId id;
    int revision = 0;
};

/// Another agent for a binding.
struct ReassignDraft {
    SeenBinding seen;
    AgentId agent;
    BoundParty agentParty;
    RevisionId revision;
    int generation = 1;
    EpochSeal epoch;
    QByteArray agentKey; ///< RouteKeys
    QByteArray party; ///< of the new agent on the binding's number
};

} // namespace callveil
