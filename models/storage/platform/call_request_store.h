// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/call_request.h"
#include "storage/database/connection.h"

namespace callveil {

/// A request that somebody makes.
struct CallRequestDraft {
    QByteArray token, publicId; ///< 16 bytes each
    BindingId binding;
    PartySide first = PartySide::Agent;
};

/// What came of a draft. The values are those of cv_api.call_request_make.
enum class CallRequestOutcome : qint8 {
    Made = 0,
    ThereIs = 1, ///< this operation was given it before, or the binding has one that is not over
    BindingEnded = 2,
    OptedOut = 3, ///< a party, of `brand`
    OutOfService = 4, ///< the proxy number
    OfNewerBinding = 5, ///< over a number of one party alone, which reaches who its newest binding names
    LeadsNowhere = 6, ///< the proxy number: its pool is not for voice calls
};

struct CallRequestAnswer {
    CallRequestOutcome outcome = CallRequestOutcome::Made;
    QByteArray publicId; ///< of Made and ThereIs
    QString brand; ///< of the proxy number's pool
};

/// Requests for calls, which a server alone has: its functions judge. Changes inside a transaction.
class CallRequestStore final {
public:
    /// NeedsServer on a database in a file.
    [[nodiscard]] static Result<CallRequestStore> open(Connection &connection);

    [[nodiscard]] Result<CallRequestAnswer> make(const CallRequestDraft &draft);
    /// Nullopt for one that is not there, or that the caller does not see.
    [[nodiscard]] Result<std::optional<CallRequest>> find(const QByteArray &publicId);
    /// False when it is over, or a switch is just changing it.
    [[nodiscard]] Result<bool> cancel(const QByteArray &publicId);
    /// For a service: deletes old ones, `most` at once; how many.
    [[nodiscard]] Result<qint64> thin(int most);

private:
    explicit CallRequestStore(Connection &connection) : m_connection(&connection) { }

    Connection *m_connection;
};

} // namespace callveil
