// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/service_text.h"

#include <QLocale>
#include <QTest>

using namespace callveil;

/// What is said of services, and what one types to start them.
class TestServiceText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void tellsWhoLeadsOrHowToStart()
    {
        ServiceState state;
        const auto told = [&](bool onServer) { return serviceLeadText(state, onServer, QTimeZone::utc()); };
        QVERIFY(told(true).startsWith(QLatin1String("No service runs: switches are told nothing")));
        QVERIFY(told(true).contains(QLatin1String("None was ever seen.")));
        QVERIFY(told(true).contains(QStringLiteral("“systemctl start callveild”")));
        QVERIFY(told(false).contains(QStringLiteral("“systemctl --user start callveild-user”")));
        state = {true, false, QStringLiteral("db1"), QStringLiteral("1.2"), 1767268800000, 1767268800000};
        QVERIFY(told(true).contains(QLatin1String("It was last seen on")));
        state.running = true;
        QVERIFY(told(true).startsWith(QLatin1String("A service leads on")));
        for (const char *part : {"db1", "12:00", "1.2"})
            QVERIFY2(told(true).contains(QLatin1String(part)), part);
    }

    void countsWhatIsMissing()
    {
        QCOMPARE(missingCopiesText(0, 1000, true), QStringLiteral("Every service has the numbers of all bindings."));
        QVERIFY(missingCopiesText(12, 1000, true).startsWith(QLatin1String("Missing copies of numbers: 12.")));
        QVERIFY(
            missingCopiesText(1000, 1000, true).startsWith(QLatin1String("Missing copies of numbers: 1,000 or more.")));
        // Who does not belong to all processes is told of his own.
        QVERIFY(missingCopiesText(0, 1000, false).endsWith(QLatin1String("of your processes.")));
        QVERIFY(missingCopiesText(3, 1000, false)
                    .startsWith(QLatin1String("Missing copies of numbers of your processes: 3.")));
    }

    void countsCallRecords()
    {
        SpoolState state;
        QCOMPARE(recordStateText(state, QTimeZone::utc()),
            QStringLiteral("No call record waits to come into the call log."));
        state = {3, 2, 1767268800000};
        const QString text = recordStateText(state, QTimeZone::utc());
        QVERIFY(
            text.startsWith(QLatin1String("Call records that wait to come into the call log: 3, the oldest since")));
        QVERIFY(text.contains(QLatin1String("12:00")));
        QVERIFY(text.contains(QLatin1String("Call records that cannot come into it: 2.")));
    }

    void tellsWhyCopiesAreMissingStill()
    {
        QCOMPARE(
            sealReportText({4, 0, 0, 0, false}), QStringLiteral("Copies sealed to services: 4. Still missing: 0."));
        const QString text = sealReportText({1, 5, 2, 3, true});
        QVERIFY(text.startsWith(QLatin1String("Cancelled; what was sealed stays. Copies sealed to services: 1.")));
        QVERIFY(text.contains(QLatin1String("In processes whose actual numbers you may not view: 2.")));
        QVERIFY(text.contains(QLatin1String("Not possible: 3.")));
    }

    void quotesWhatAShellWouldSplit()
    {
        const QString home = QStringLiteral("/home/asha/.config/callveil/callveild.json");
        QCOMPARE(serviceCommands(QStringLiteral("callveild.json"), true, home),
            QStringList({QStringLiteral("sudo install -D -m 0600 -o root callveild.json /etc/callveil/callveild.json"),
                QStringLiteral("rm callveild.json"), QStringLiteral("sudo systemctl enable --now callveild")}));
        QCOMPARE(serviceCommands(QStringLiteral("/tmp/Asha's file.json"), false, home),
            QStringList({QStringLiteral("install -D -m 0600 '/tmp/Asha'\\''s file.json' ") + home,
                QStringLiteral("rm '/tmp/Asha'\\''s file.json'"),
                QStringLiteral("systemctl --user enable --now callveild-user")}));
        QCOMPARE(serviceCommands(home, false, home), // it is where it belongs
            QStringList({QStringLiteral("systemctl --user enable --now callveild-user")}));
    }
};

QTEST_APPLESS_MAIN(TestServiceText)
#include "tst_service_text.moc"
