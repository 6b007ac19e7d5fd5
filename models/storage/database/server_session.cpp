// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database/server_session.h"

#include <openssl/crypto.h>

namespace callveil {

void prepareForServers()
{
    // QThread::wait returns before the thread has put away what libraries keep for it. libcrypto, which libpq works
    // with, crashes when it does so while the process ends; so it leaves its memory to the system instead.
    static const int prepared = OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr);
    Q_UNUSED(prepared)
}

QString serverOptions(TlsMode tls)
{
    return QStringLiteral("connect_timeout=5;sslmode=%1;application_name=callveil;keepalives_idle=10;"
                          "keepalives_interval=5;keepalives_count=3;tcp_user_timeout=20000")
        .arg(tlsModeName(tls));
}

QString serverSession(int lockWaitMs)
{
    // A generic plan of a page joins and sorts the whole log; a plan made for the values reads its one page. The joins
    // of our views stand in a good order, and looking for a better one costs more than the page. The server notices a
    // client that is gone as fast as the client notices the server, and keeps no locks for it.
    return QStringLiteral("SET search_path TO cv, cv_api; SET client_min_messages TO warning;"
                          "SET plan_cache_mode TO force_custom_plan; SET join_collapse_limit TO 1;"
                          "SET tcp_keepalives_idle TO 10; SET tcp_keepalives_interval TO 5;"
                          "SET tcp_keepalives_count TO 3; SET tcp_user_timeout TO 20000;"
                          "SET idle_in_transaction_session_timeout TO 60000; SET lock_timeout TO %1")
        .arg(lockWaitMs);
}

} // namespace callveil
