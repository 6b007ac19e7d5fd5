// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/people/password_rules.h"

#include <QElapsedTimer>
#include <QTest>

using namespace callveil;

class TestPasswordRules final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusesWhatIsTriedFirst_data()
    {
        QTest::addColumn<QString>("password");
        for (const char *password : {"password1234", "Password1234!", "dragonmonkey1", "qwertyuiop123",
                 "sunshine2019!!", "iloveyou1234", "abcdefghijkl", "aaaaaaaaaaaa", "123456789012", "football2023!",
                 "P@ssw0rdP@ssw0rd", "callveil2026!", "callcentre123", "anna.mueller", "anna.mueller2026",
                 "19841984198419", "zxcvbnmasdfghjkl", "             ", "abcabcabcabc", "monkeymonkeymonkey"})
            QTest::newRow(password) << QString::fromLatin1(password);
    }

    void refusesWhatIsTriedFirst()
    {
        QFETCH(QString, password);
        const auto answer = checkPassword(password, QStringLiteral("anna.mueller"));
        QVERIFY(!answer);
        QCOMPARE(answer.error().fault, Fault::PasswordTooCommon);
    }

    void takesWhatTakesLong_data()
    {
        QTest::addColumn<QString>("password");
        for (const char *password : {"violet tram at noon", "green kettle on moon", "correct horse battery staple",
                 "h7Tq9zLm2wXp", "ein Pferd im Regen", "masked-calls-please", "bafok-dirul-notas", "плавно идёт дождь",
                 "雨が静かに降る夜の電車の音"})
            QTest::newRow(password) << QString::fromUtf8(password);
    }

    void takesWhatTakesLong()
    {
        QFETCH(QString, password);
        QVERIFY(checkPassword(password, QStringLiteral("anna.mueller")));
    }

    void countsCharacters()
    {
        const auto answer = checkPassword(QStringLiteral("h7Tq9zLm2wX"), QStringLiteral("anna"));
        QVERIFY(!answer);
        QCOMPARE(answer.error().fault, Fault::PasswordTooShort);
        QCOMPARE(answer.error().args, QStringList{QString::number(shortestPassword)});
    }

    /// Another's name is no reason, and neither is a short one within other words.
    void mindsTheOwnNameOnly()
    {
        const QString password = QStringLiteral("anna.mueller drinks tea");
        QVERIFY(checkPassword(password, QStringLiteral("carl")));
        QVERIFY(checkPassword(QStringLiteral("violet tram at noon"), QStringLiteral("at")));
    }

    void aPastedBookIsJudgedAtOnce()
    {
        QElapsedTimer timer;
        timer.start();
        QVERIFY(checkPassword(QStringLiteral("violet tram at noon ").repeated(5000), QStringLiteral("anna")));
        QVERIFY(timer.elapsed() < 5000);
    }
};

QTEST_APPLESS_MAIN(TestPasswordRules)

#include "tst_password_rules.moc"
