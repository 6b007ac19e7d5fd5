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
        ServicesThere there = ServicesThere::Enabled;
        const auto told = [&](bool onServer) { return serviceLeadText(state, there, onServer, QTimeZone::utc()); };
        QVERIFY(told(true).startsWith(QLatin1String("No service runs: switches are told nothing")));
        QVERIFY(told(true).contains(QLatin1String("None was ever seen.")));
        QVERIFY(told(true).contains(QStringLiteral("“systemctl start callveild”")));
        QVERIFY(told(false).contains(QStringLiteral("“systemctl --user start callveild-user”")));
        // What is not enrolled, or may not sign in, cannot be started.
        there = ServicesThere::None;
        for (const char *part : {"Enrol one first", "“callveilctl service enrol FILE”", "“callveild --identity FILE”"})
            QVERIFY2(told(true).contains(QString::fromUtf8(part)), part);
        QVERIFY(!told(true).contains(QLatin1String("systemctl")) && !told(false).contains(QLatin1String("systemctl")));
        there = ServicesThere::Disabled;
        QVERIFY(told(false).contains(QLatin1String("enable one, or enrol another")));
        QVERIFY(!told(false).contains(QLatin1String("systemctl")));
        state = {true, false, QStringLiteral("db1"), QStringLiteral("1.2"), 1767268800000, 1767268800000};
        QVERIFY(told(true).contains(QLatin1String("It was last seen on")));
        state.running = true;
        QVERIFY(told(true).startsWith(QLatin1String("A service leads on")));
        for (const char *part : {"db1", "12:00", "1.2"})
            QVERIFY2(told(true).contains(QLatin1String(part)), part);
    }

    void countsWhatIsMissing()
    {
        const auto told = [](qint64 missing, bool ofAll) { return missingCopiesText(missing, 1000, ofAll, true); };
        QCOMPARE(told(0, true), QStringLiteral("Every service has the numbers of all bindings."));
        QVERIFY(told(12, true).startsWith(QLatin1String("Missing copies of numbers: 12. A service that lacks")));
        QVERIFY(told(12, true).contains(QLatin1String("where no service has it, they reach nobody")));
        QVERIFY(told(1000, true).startsWith(QLatin1String("Missing copies of numbers: 1,000 or more.")));
        // Who does not belong to all processes is told of his own.
        QVERIFY(told(0, false).endsWith(QLatin1String("of your processes.")));
        QVERIFY(told(3, false).startsWith(QLatin1String("Missing copies of numbers of your processes: 3.")));
        // A file has no routes: copies are for programs that use the HTTP API.
        const QString inFile = missingCopiesText(12, 1000, true, false);
        QVERIFY(inFile.startsWith(QLatin1String("Missing copies of numbers: 12.")));
        QVERIFY(inFile.contains(QLatin1String("HTTP API")) && !inFile.contains(QLatin1String("reach nobody")));
    }

    void tellsWhatAMissingLineMeans()
    {
        QVERIFY(missingLineText(true).contains(QLatin1String("reach nobody")));
        QVERIFY(missingLineText(false).contains(QLatin1String("HTTP API")));
        QVERIFY(!missingLineText(false).contains(QLatin1String("reach nobody")));
        for (const bool onServer : {true, false})
            QVERIFY(missingLineText(onServer).contains(QLatin1String("callveilctl service seal")));
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
