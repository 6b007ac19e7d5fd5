// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/call_outcome.h"
#include "storage/routes/route_store.h"
#include "storage/vault/reveal_store.h"

namespace callveil {

/// Of whom a test asks: a caller on one proxy number, by keyed hashes.
struct CallQuestion {
    DidId did;
    QByteArray party; ///< RouteKeys::party(); empty for a caller who is withheld
    std::vector<BlindIndex> places; ///< of the caller, in the processes of whoever asks
};

/// What a test finds; texts are read with the bindings.
struct CallFound {
    CallWay way;
    BindingId binding; ///< of the caller, or the newest one of the owner's number; unset for nobody and elsewhere
    bool routesAreMade = true;
    std::optional<GatewayId> gateway; ///< unset id: none fits; nullopt: it cannot be told without the number
    QString prefix;
    BindingId past; ///< that is the caller's no longer
    qint64 pastFreeAt = 0;
    bool wasReassigned = false;
};

/// Reads what decides about a call. On a server a test is asked for first and fetched once that is committed, as
/// RevealStore does it, and its functions judge.
class CallTestStore final {
public:
    explicit CallTestStore(Connection &connection) : m_connection(connection) { }

    /// For people, on a server: the first step, in the transaction of its entry, which is that of a search.
    [[nodiscard]] Result<RequestAnswer> request(const CallQuestion &question, const QString &reason);
    /// The second step.
    [[nodiscard]] Result<CallFound> fetch(const RequestAnswer &granted, const CallQuestion &question);

    // On a file.

    /// Where the caller stands on the number.
    struct Place {
        BindingId binding; ///< negative: of an agent whom that binding had before
        PartySide side = PartySide::Customer;
        bool isOwner = false;
        qint64 freeAt = 0;
    };
    [[nodiscard]] Result<std::optional<Place>> place(const CallQuestion &question);
    /// A binding that is live, or was.
    struct Found {
        BindingId id;
        ProcessId process;
        BindingModel model = BindingModel::Session;
        RecordingChoice recording = RecordingChoice::AsPool;
        std::optional<qint64> expiresAt;
    };
    /// The ids of the caller's number, as SQLite reads a list.
    [[nodiscard]] Result<QString> idsOf(const std::vector<BlindIndex> &places);
    [[nodiscard]] Result<std::optional<Found>> partner(
        DidId did, const std::optional<Place> &place, const QString &ids);
    /// The newest one of a number that is one party's own; it expires with the last of them.
    [[nodiscard]] Result<std::optional<Found>> owned(DidId did);
    /// The binding, its process, and when its number is free.
    [[nodiscard]] Result<std::optional<std::pair<Found, qint64>>> past(DidId did, BindingId of, const QString &ids);
    [[nodiscard]] Result<bool> hasCopies(BindingId binding);
    /// A listed agent's line of now: its keyed index, and the party that stands on the number for him.
    struct Line {
        QByteArray index, party;
        BindingModel model = BindingModel::Session;
    };
    [[nodiscard]] Result<std::optional<Line>> line(BindingId binding);
    [[nodiscard]] Result<qint64> optOuts();

    // For the service, on both engines.

    /// One more late callback. Inside a transaction.
    [[nodiscard]] Result<void> countLate(DidId did, const QString &callingCode);

private:
    Connection &m_connection;
};

} // namespace callveil
