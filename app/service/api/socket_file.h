// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <tl/expected.hpp>

namespace callveil {

/// A socket in the file system, for programs that its owner and group are (0660). It stands where nobody else could put
/// another one, replaces what a dead instance left, and goes with this object, wherever links lead by then. Not for
/// Windows.
class SocketFile final {
public:
    static constexpr int longestPath = 107; ///< bytes; what follows ends the text

    explicit SocketFile(const QString &path);
    ~SocketFile();
    SocketFile(const SocketFile &) = delete;
    SocketFile &operator=(const SocketFile &) = delete;

    [[nodiscard]] static bool isTooLong(const QString &path);
    /// The descriptor of a socket that listens, which the caller closes; or why there is none, for the journal.
    [[nodiscard]] tl::expected<int, QString> listen();

private:
    [[nodiscard]] QString resolve();
    [[nodiscard]] QString lock();
    [[nodiscard]] QString makeRoom() const;
    [[nodiscard]] tl::expected<int, QString> make();

    QByteArray m_path, m_lockPath;
    int m_lock = -1; ///< held as long as the socket is ours, and given back by the system when the program dies
    bool m_isThere = false; ///< what this object made
};

} // namespace callveil
