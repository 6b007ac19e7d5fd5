// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/connection_choice.h"

#include "ui/support/access_scene.h"

#include <QTest>

#include <rapidcheck.h>

using namespace callveil;

class TestConnectionChoice : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsBackEveryAddressThatItWrites()
    {
        QVERIFY(rc::check("an address survives being saved", [] {
            DatabaseAddress address;
            address.engine = Engine::PostgreSql;
            address.host = *rc::gen::element(QStringLiteral("db.example.org"), QStringLiteral("127.0.0.1"),
                QStringLiteral("::1"), QStringLiteral("/run/postgresql"), QStringLiteral("/tmp/with space&more"));
            address.port = *rc::gen::inRange(1, 65536);
            address.database = *rc::gen::element(QStringLiteral("callveil"), QStringLiteral("a_1"));
            address.tls = *rc::gen::element(TlsMode::Disable, TlsMode::Require, TlsMode::VerifyCa, TlsMode::VerifyFull);
            const auto read = DatabaseAddress::parse(addressText(address));
            RC_ASSERT(read.has_value());
            RC_ASSERT(read->place() == address.place());
            RC_ASSERT(read->tls == address.tls);
            RC_ASSERT(read->user.isEmpty());
        }));
    }

    void savesAServerOnce()
    {
        AccessScene scene;
        DatabaseAddress address;
        address.engine = Engine::PostgreSql;
        address.host = QStringLiteral("db.example.org");
        address.database = QStringLiteral("callveil");
        QCOMPARE(saveConnection(scene.local, address), QStringLiteral("callveil @ db.example.org"));
        QCOMPARE(saveConnection(scene.local, address), QStringLiteral("callveil @ db.example.org"));
        QCOMPARE(savedChoices(scene.local).size(), 1);
    }

    void leavesOutWhatItCannotRead()
    {
        AccessScene scene;
        scene.local.setConnections({{QStringLiteral("Bad"), QStringLiteral("mysql://x")},
            {QStringLiteral("Good"), QStringLiteral("postgresql://db.example.org/callveil")}});
        QCOMPARE(savedChoices(scene.local).size(), 1);
        QCOMPARE(savedChoices(scene.local).front().name, QStringLiteral("Good"));
    }
};

QTEST_MAIN(TestConnectionChoice)
#include "tst_connection_choice.moc"
