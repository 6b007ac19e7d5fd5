// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/callbacks/webhook_secret.h"

#include <QtTest>

using namespace callveil;

/// Signatures of Standard Webhooks.
class TestWebhookSecret : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void signsAsThePublishedVector();
    void signsAllThatIsSent();
    void readsWhatItWrites();
    void refusesOtherTexts_data();
    void refusesOtherTexts();
};

/// The example of the scheme's reference libraries.
void TestWebhookSecret::signsAsThePublishedVector()
{
    const auto secret = WebhookSecret::fromText(QStringLiteral("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    QVERIFY(secret.has_value());
    QCOMPARE(secret->sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"),
        QByteArray("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
}

void TestWebhookSecret::signsAllThatIsSent()
{
    const WebhookSecret secret = WebhookSecret::generate(), other = WebhookSecret::generate();
    const QByteArray signature = secret.sign("a", 1, "b");
    QCOMPARE(secret.sign("a", 1, "b"), signature);
    for (const QByteArray &changed :
        {secret.sign("a", 1, "c"), secret.sign("a", 2, "b"), secret.sign("c", 1, "b"), other.sign("a", 1, "b")})
        QVERIFY(changed != signature);
}

void TestWebhookSecret::readsWhatItWrites()
{
    const WebhookSecret secret = WebhookSecret::generate();
    QCOMPARE(secret.bytes().size(), WebhookSecret::usual);
    const auto again = WebhookSecret::fromText(secret.text());
    QVERIFY(again.has_value());
    QCOMPARE(again->sign("a", 1, "b"), secret.sign("a", 1, "b"));
    const auto bytes = WebhookSecret::fromBytes(secret.bytes().clone());
    QVERIFY(bytes.has_value());
    QCOMPARE(bytes->text(), secret.text());
}

void TestWebhookSecret::refusesOtherTexts_data()
{
    QTest::addColumn<QString>("text");
    const auto of = [](int size) { return QString::fromLatin1(QByteArray(size, 'k').toBase64()); };
    QTest::newRow("nothing") << QString();
    QTest::newRow("no prefix") << of(32);
    QTest::newRow("another prefix") << QString(QStringLiteral("whpk_") + of(32));
    QTest::newRow("too short") << QString(QStringLiteral("whsec_") + of(23));
    QTest::newRow("too long") << QString(QStringLiteral("whsec_") + of(65));
    QTest::newRow("no base64") << QStringLiteral("whsec_MfKQ9r8GKYqrTwjU*D8ILPZIo2LaLaSw");
}

void TestWebhookSecret::refusesOtherTexts()
{
    QFETCH(QString, text);
    const auto secret = WebhookSecret::fromText(text);
    QVERIFY(!secret.has_value());
    QCOMPARE(secret.error().args.value(0), QStringLiteral("secret"));
    QVERIFY(text.isEmpty() || !secret.error().args.join(u' ').contains(text));
}

QTEST_GUILESS_MAIN(TestWebhookSecret)
#include "tst_webhook_secret.moc"
