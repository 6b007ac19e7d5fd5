// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database/database_thread.h"

#include "fresh_database.h"

#include <openssl/crypto.h>

using namespace callveil;

/// A program that ends right after its last word with a server. libcrypto must not put its things away then: a thread
/// that used it may still be ending, and the crash would turn a success into a failure.
class TestLeaving final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void leavesLibcryptoAlone();
};

void TestLeaving::leavesLibcryptoAlone()
{
    const FreshDatabase database(Engine::PostgreSql);
    DatabaseThread thread(database.address(), FreshDatabase::superuser(), QStringLiteral("test"),
        [](Connection &) -> Result<void> { return {}; });
    const auto answer = thread.run([](Connection &connection) { return connection.integer("operation.now"); });
    QVERIFY(answer.result().value_or(0) > 0);
    // Called when libcrypto is put away; then this program fails.
    QVERIFY(OPENSSL_atexit([] { std::_Exit(3); }) == 1);
}

QTEST_GUILESS_MAIN(TestLeaving)
#include "tst_leaving.moc"
