// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/bindings/binding_store.h"

namespace callveil {

/// How long a binding shall hold.
struct ExpiryOrder {
    enum class Kind : qint8 { AsPool, Minutes, Never };

    Kind kind = Kind::AsPool;
    int minutes = Pool::usualExpiry; ///< for Minutes, from now on
    QString reason; ///< for Never: why; it is recorded
};

/// The agent's side of a binding.
struct AgentOrder {
    AgentId agent; ///< a listed one, or
    QString number; ///< a line as typed
};

/// A binding that somebody asks for. The numbers are wiped with it.
struct BindingOrder {
    BindingOrder() = default;
    BindingOrder(const BindingOrder &) = delete;
    BindingOrder &operator=(const BindingOrder &) = delete;
    BindingOrder(BindingOrder &&) = default;
    BindingOrder &operator=(BindingOrder &&) = default;
    ~BindingOrder();

    QByteArray token; ///< 16 bytes by which a second try is known; empty: a new one
    ProcessId process;
    PoolId pool; ///< that chooses the number; unset: `number` says which
    QString number; ///< a proxy number by hand, as typed; empty: the pool chooses
    QString customer; ///< as typed
    AgentOrder agent;
    BindingModel model = BindingModel::Session;
    QString caseRef; ///< needed for BindingModel::Case
    ExpiryOrder expiry;
    RecordingChoice recording = RecordingChoice::AsPool;
};

/// What came of an order.
struct BoundPair {
    Binding binding;
    bool isNew = true; ///< false: the pair had it already, or this operation made it before
};

} // namespace callveil
