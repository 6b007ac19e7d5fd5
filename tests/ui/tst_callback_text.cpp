// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/callback_text.h"

#include <QLocale>
#include <QTest>

#include <set>

using namespace callveil;

/// What is said of URLs that events are sent to, and of what comes back.
class TestCallbackText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void eachFaultOfAUrlHasItsSentence()
    {
        std::set<QString> told;
        const auto faultOf = [](const char *typed) { return readCallbackUrl(QString::fromUtf8(typed)).error(); };
        for (const char *typed : {"", "https://a b/", "ftp://example.org/", "https://me:word@example.org/",
                 "https://example.org/#x", "https:///x", "https://0x7f.1/", "https://example.org:0/"}) {
            const QString text = callbackUrlFaultText(faultOf(typed));
            QVERIFY2(text.endsWith(u'.'), typed);
            QVERIFY2(told.insert(text).second, qPrintable(text));
        }
    }

    void tellsWhatCameOfATry()
    {
        QCOMPARE(callbackAnswerText(CallbackFailure::None, 204, 35), QStringLiteral("Taken: status 204 in 35 ms."));
        QVERIFY(callbackAnswerText(CallbackFailure::None, 301, 35).contains(QStringLiteral("Redirects")));
        QVERIFY(callbackAnswerText(CallbackFailure::None, 500, 35).startsWith(QStringLiteral("Not taken: status 500")));
        QVERIFY(callbackAnswerText(CallbackFailure::NotAllowed, 0, 0).contains(QStringLiteral("Security Settings")));
        std::set<QString> told;
        for (int failure = 1; failure <= int(CallbackFailure::Gone); ++failure) {
            const QString text = callbackAnswerText(CallbackFailure(failure), 0, 12);
            QVERIFY2(!text.isEmpty() && told.insert(text).second, qPrintable(text));
            QVERIFY(!callbackFailureText(CallbackFailure(failure)).isEmpty());
        }
    }

    void tellsHowSendingGoes()
    {
        CallbackEndpoint endpoint;
        const auto told = [&] { return callbackEndpointText(endpoint, QTimeZone::utc()); };
        QVERIFY(told().startsWith(QStringLiteral("Off")));
        endpoint.url = QStringLiteral("https://crm.example.org/");
        QCOMPARE(told(), QStringLiteral("Nothing was delivered yet."));
        endpoint.deliveredAt = 1700000000000;
        endpoint.waiting = 3;
        QVERIFY(
            told().startsWith(QStringLiteral("Last delivered:")) && told().endsWith(QStringLiteral(" Waiting: 3.")));
        endpoint.failingSince = 1700000000000;
        endpoint.failed = CallbackEndpoint::mostCounted;
        QVERIFY(told().startsWith(QStringLiteral("Failing since")));
        QVERIFY(told().endsWith(QStringLiteral(" Waiting: 3, failed: 10,000 or more.")));
        endpoint.pausedAt = 1700000000000;
        QVERIFY(told().startsWith(QStringLiteral("Paused since")));
        endpoint.disabledAt = 1700000000000;
        QVERIFY(told().contains(QStringLiteral("(410)")));
    }

    void showsNothingThatCouldHarmAScreen()
    {
        QCOMPARE(callbackBodyText("ok\n\x1b[2Jgone\x07"), QStringLiteral("ok\n [2Jgone "));
        QCOMPARE(callbackBodyText("a\xe2\x80\xaez"), QStringLiteral("a z")); // turns what follows around
        const QString cut = callbackBodyText(QByteArray(60000, 'x'));
        QVERIFY(cut.size() < 5000 && cut.endsWith(u'…'));
    }
};

QTEST_APPLESS_MAIN(TestCallbackText)
#include "tst_callback_text.moc"
