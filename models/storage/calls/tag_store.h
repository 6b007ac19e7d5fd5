// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "storage/database/connection.h"

namespace callveil {

/// Which session of which process: all its calls have its tags.
struct TaggedSession {
    QByteArray session; ///< public id, 16 bytes
    ProcessId process;
};

/// A word that somebody gave a session.
struct SessionTag {
    QString tag;
    PersonId by;
    QString byName;
    qint64 at = 0; ///< ms since 1970
};

/// Reads and writes the tags of sessions. One word is one tag, however it is written.
class TagStore final {
public:
    explicit TagStore(Connection &connection) : m_connection(connection) { }

    /// By their words.
    [[nodiscard]] Result<std::vector<SessionTag>> of(const TaggedSession &session);
    /// Whether a call of the session is there, for this person on a server.
    [[nodiscard]] Result<bool> isThere(const TaggedSession &session);
    /// Every tag of these processes, all when there are none, as somebody wrote it.
    [[nodiscard]] Result<QStringList> known(const std::optional<PersonId> &limitedTo);
    /// False when somebody gave it the same meanwhile.
    [[nodiscard]] Result<bool> add(const TaggedSession &session, const QString &tag, PersonId by);
    /// False when it is not there, or on a server somebody else's.
    [[nodiscard]] Result<bool> remove(const TaggedSession &session, const QString &tag);

private:
    Connection &m_connection;
};

} // namespace callveil
