// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace callveil {

/// One run of callveild, as it names itself to the others.
struct ServiceInstance {
    QByteArray mark; ///< 16 random bytes
    QString host;
    QString version;
};

/// What is known of the service: which instance leads, or led last.
struct ServiceState {
    bool seen = false; ///< one has led at some time; nothing else is known without it
    bool running = false; ///< one leads now, by the database's clock
    QString host, version;
    qint64 since = 0, seenAt = 0; ///< ms since 1970
};

} // namespace callveil
