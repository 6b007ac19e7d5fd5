// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/deed_words.h"

#include <QDirIterator>
#include <QFile>
#include <QLocale>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace callveil;

/// Deeds are told in words that people understand.
class TestDeedWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    /// When this fails: give the new action its words in ui/texts/deed_words.cpp.
    void everyActionThatServicesRecordHasWords()
    {
        // A deed's key and a statement's name look alike; statements stand in plain literals beside the connection.
        static const QRegularExpression key(
            QStringLiteral("(?:QStringLiteral\\(|(?:record|archived)\\W[^\"\n]*|: )\"([a-z-]+\\.[a-z-]+)\""));
        QSet<QString> recorded;
        QDirIterator files(QStringLiteral(SOURCE_FOLDER "/models/services"), {QStringLiteral("*.cpp")}, QDir::Files,
            QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString text = QString::fromUtf8(file.readAll());
            if (!text.contains(QLatin1String("DeedLog(")))
                continue;
            for (auto match = key.globalMatch(text); match.hasNext();)
                recorded.insert(match.next().captured(1));
        }
        QVERIFY(recorded.contains(QStringLiteral("policy.apply")));
        QVERIFY(recorded.contains(QStringLiteral("process.restore")));
        for (const QString &action : recorded)
            QVERIFY2(deedActionText(action) != action, qPrintable(action));
    }

    void eachKindHasItsActions()
    {
        QSet<QString> words;
        int actions = 0;
        for (const DeedKind &kind : deedKinds()) {
            QVERIFY2(!kind.actions.isEmpty(), qPrintable(kind.noun));
            words.insert(kind.title);
            for (const QString &action : kind.actions) {
                QVERIFY2(action.startsWith(kind.noun + u'.'), qPrintable(action));
                words.insert(deedActionText(action));
            }
            actions += 1 + int(kind.actions.size());
        }
        QCOMPARE(words.size(), actions); // a filter offers them side by side
    }

    void leavesWhatItDoesNotKnow()
    {
        QCOMPARE(deedActionText(QStringLiteral("robot.dance")), QStringLiteral("robot.dance"));
        QCOMPARE(deedObjectText(QStringLiteral("process 2")), QStringLiteral("process 2"));
        QCOMPARE(deedObjectText(QStringLiteral("average-duration")), QStringLiteral("Average duration")); // a report
        QCOMPARE(deedChangeText(QStringLiteral("robot.dance"), QStringLiteral("to music; twice"), QTimeZone::utc()),
            QStringLiteral("to music; twice"));
    }

    void tellsChanges_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QString>("recorded");
        QTest::addColumn<QString>("told");
        const auto add = [](const char *action, const char *recorded, const char *told) {
            QTest::newRow(recorded) << QString::fromUtf8(action) << QString::fromUtf8(recorded)
                                    << QString::fromUtf8(told);
        };
        add("policy.apply", "replacement 3+4; revision 12; effective 2026-01-02T03:04:05Z",
            "Replacement, 3 + 4 digits shown; Revision: 12; In force from: 02/01/2026 08:34");
        add("policy.apply", "random", "Random");
        add("person.create", "role group-manager", "Role: Group Manager");
        add("person.sign-in", "failed attempts before on this console: 3", "Failed attempts before: 3");
        add("setting.change", "on", "On");
        add("import.publish", "format asterisk; records 12345; rejected 0",
            "Format: asterisk; Records: 12,345; Rejected: 0");
        add("process.change", "name Loans; Cards; country IN; account ; DIDs +4420 +4421",
            "Name: Loans; Cards; Country: IN; Own DIDs: +4420, +4421");
        add("number.erased", "numbers 1; legs 2; bindings 3", "Numbers: 1; Legs: 2; Bindings: 3");
        add("gateway.change",
            "name Carrier; target sip:gw.example.org:5060; prefixes +44 +353; priority 1; channels 0; enabled yes",
            "Name: Carrier; Target: sip:gw.example.org:5060; Prefixes: +44, +353; Priority: 1; Channels at most: 0; "
            "Enabled: yes");
        add("gateway.create", "prefixes +44", "Prefixes: +44");
        add("emergency.prefill", "country IN; digits 112 1298", "Country: IN; Emergency numbers: 112, 1298");
        add("emergency.add", "country IN; digits 1298", "Country: IN; Emergency numbers: 1298");
        add("binding.create",
            "process Support; pool 2024; number +442079460100; model case; agent -; case 12345; "
            "expires 2026-01-02T03:04:05Z; recording no; match same-area",
            "Process: Support; Pool: 2024; Proxy number: +442079460100; Model: case; Agent: -; Case: 12345; "
            "Expires: 02/01/2026 08:34; Recording: no; Chosen by: same-area");
        add("binding.extend", "expires never", "Expires: never");
        add("rate.add",
            "list cost; prefix +44; price 0.0125; currency EUR; increment 60/6; valid from 2026-01-02T03:04:05Z",
            "List: cost; Prefix: +44; Price per minute: 0.0125; Currency: EUR; Minimum/increment (seconds): 60/6; "
            "Valid from: 02/01/2026 08:34");
        add("rate.import", "added 12000; replaced 0; unchanged 7; rejected 3",
            "Added: 12,000; Replaced: 0; Unchanged: 7; Rejected: 3");
        add("rate.rerated", "cost 1234.50 EUR, 0.10 USD; recharge none; unrated 2; legs 1500; changed 3",
            "Cost: 1234.50 EUR, 0.10 USD; Recharge: none; Legs without a cost: 2; Legs: 1,500; Changed: 3");
        add("pool.change", "number type local; numbers 3", "Number type: local; Numbers: 3");
        add("service.copies", "copies 1200", "Copies of numbers: 1,200");
        add("campaign.rename", "records 2024; old", "Name: records 2024; old");
        add("agent.change", "processes Sales; Support", "Processes: Sales; Support");
        add("agent.create", "processes 3", "Processes: 3"); // recorded by name, and one may be called that
        add("pool.move-numbers", "pool 3, pool 1234", "Pool: London (pool 3), 1234");
        add("pool.create", "area 1200; late answer 5000; processes 2 1234; fallbacks 3",
            "Area code: 1200; Late-callback answer: 5000; Processes: Support (process 2), 1234; "
            "Fallback pools: London (pool 3)");
        add("pool.remove", "processes all; fallbacks none", "Processes: all; Fallback pools: none");
        add("person.change", "role group-manager; processes 2,4",
            "Role: Group Manager; Processes: Support (process 2), 4");
        add("access.grant", "process 2", "Process: Support (process 2)");
        add("call.tag", "tag Follow up 2024; process 2", "Tag: Follow up 2024; Process: Support (process 2)");
        add("policy.apply", "random; revision 1234", "Random; Revision: 1234");
        // Names do not look like fields, and fields that were typed do not hide the real one.
        add("binding.reassign", "agent 5", "Agent: Bob, expires never, recording no (agent 5)");
        add("binding.create", "case x; recording no; recording yes", "Case: x; Recording: no; yes");
    }

    void tellsChanges()
    {
        QFETCH(QString, action);
        QFETCH(QString, recorded);
        QFETCH(QString, told);
        const DeedNames names{{QStringLiteral("process 2"), QStringLiteral("Support")},
            {QStringLiteral("process 3"), QStringLiteral("Sales")},
            {QStringLiteral("pool 3"), QStringLiteral("London")},
            {QStringLiteral("agent 5"), QStringLiteral("Bob; expires never; recording no")}};
        const QString text = deedChangeText(action, recorded, QTimeZone("Asia/Kolkata"), names);
        QCOMPARE(QString(text).remove(QChar(0x2066)).remove(QChar(0x2069)), told);
    }
};

QTEST_GUILESS_MAIN(TestDeedWords)
#include "tst_deed_words.moc"
