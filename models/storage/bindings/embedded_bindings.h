// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/bindings/binding_draft.h"
#include "storage/database/connection.h"

namespace callveil {

/// The rules of cv_api.binding_* for an embedded database, where one writer works at a time. Inside a transaction.
class EmbeddedBindings final {
public:
    EmbeddedBindings(Connection &connection, PersonId me);

    /// What makes two orders the same binding.
    [[nodiscard]] static QByteArray pairKey(const BindingDraft &draft);

    [[nodiscard]] Result<MakeAnswer> make(const BindingDraft &draft);
    [[nodiscard]] Result<bool> release(SeenBinding seen, EndCause cause);
    [[nodiscard]] Result<bool> extend(SeenBinding seen, std::optional<qint64> expiresAt);
    [[nodiscard]] Result<bool> record(SeenBinding seen, RecordingChoice recording);
    [[nodiscard]] Result<MakeOutcome> reassign(const ReassignDraft &draft);
    [[nodiscard]] Result<qint64> tidy(int most);

private:
    struct Known {
        BindingId id;
        int revision = 0;
        DidId did;
        PoolId pool;
        ProcessId process;
        BindingModel model = BindingModel::Session;
        NumberId customer, agent;
        bool live = false;
        bool usable = false; ///< its number still serves it
        qint64 coolDown = 0; ///< ms, of its pool
        qint64 freeAt = 0;
    };
    struct Side {
        DidId did;
        QByteArray party;
        BindingId binding;
        int side = 0; ///< 0 customer, 1 agent
        QByteArray owner; ///< empty for a pair's
        qint64 until = 0;
    };
    [[nodiscard]] Result<std::optional<Known>> ofKey(ProcessId process, const QByteArray &key);
    [[nodiscard]] Result<std::optional<Known>> row(BindingId binding);
    /// The binding if it may be changed; nullopt when it has ended or was changed meanwhile.
    [[nodiscard]] Result<std::optional<Known>> taken(SeenBinding seen);
    /// That is this party's alone already.
    [[nodiscard]] Result<std::optional<DidId>> ownNumber(const BindingDraft &draft);
    [[nodiscard]] Result<const OfferedDid *> chosen(
        const BindingDraft &draft, std::optional<DidId> own, BindingId again, bool alone);
    [[nodiscard]] Result<bool> isOutdated(ProcessId process, RevisionId revision, int generation);
    [[nodiscard]] Result<void> putSide(const Side &side, BindingId again);
    [[nodiscard]] Result<void> passSide(const Known &binding, const QByteArray &party);
    [[nodiscard]] Result<void> putKey(ProcessId process, const QByteArray &key, BindingId binding);
    [[nodiscard]] Result<void> settle(const Known &binding);
    [[nodiscard]] Result<void> forget(const Known &binding);

    Connection &m_connection;
    PersonId m_me;
};

} // namespace callveil
