// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/platform/opt_out.h"

#include <QSet>
#include <QtTest>

using namespace callveil;

/// Which text messages opt out or come back, and what opt-outs hold for.
class TestOptOut : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void heedsItsWords_data();
    void heedsItsWords();
    void leavesOtherMessages_data();
    void leavesOtherMessages();
    void holdsForABrandOrAPool();
    void sourcesHaveNames();
};

void TestOptOut::heedsItsWords_data()
{
    QTest::addColumn<bool>("leaves");
    for (const char *word : {"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "stop",
             "Stop!", "  stop. \r\n", "\"STOP\"", "opt-out", "Opt out", "STOP ALL"})
        QTest::newRow(word) << true;
    for (const char *word : {"START", "UNSTOP", "start", "Start!", "un-stop"})
        QTest::newRow(word) << false;
}

void TestOptOut::heedsItsWords()
{
    QFETCH(bool, leaves);
    QCOMPARE(optOutWord(QString::fromLatin1(QTest::currentDataTag())), std::optional(leaves));
}

void TestOptOut::leavesOtherMessages_data()
{
    QTest::addColumn<QString>("message");
    QTest::newRow("empty") << QString();
    QTest::newRow("blank") << QStringLiteral("   ");
    QTest::newRow("a sentence") << QStringLiteral("Please do not stop");
    QTest::newRow("more than the word") << QStringLiteral("Stop at the corner");
    QTest::newRow("a longer word") << QStringLiteral("STOPPED");
    QTest::newRow("with a figure") << QStringLiteral("STOP 2");
    QTest::newRow("signs alone") << QStringLiteral("?!");
    QTest::newRow("other letters") << QStringLiteral("ſtop");
    QTest::newRow("dotless i") << QStringLiteral("quıt");
    QTest::newRow("overlong") << QString(QStringLiteral("STOP") + QString(200, u' '));
}

void TestOptOut::leavesOtherMessages()
{
    QFETCH(QString, message);
    QVERIFY(!optOutWord(message));
}

void TestOptOut::holdsForABrandOrAPool()
{
    Pool pool;
    pool.id = {7};
    pool.brand = QStringLiteral("Acme");
    QCOMPARE(optOutBrand(pool), QStringLiteral("Acme"));
    pool.brand.clear();
    QCOMPARE(optOutBrand(pool), QStringLiteral("\n7")); // which no brand can be called
    QCOMPARE(foldedBrand(QStringLiteral("AZ az@[ ÉßİI\n7")), QStringLiteral("az az@[ Éßİi\n7"));
}

void TestOptOut::sourcesHaveNames()
{
    const QSet<QString> names{
        optOutSourceKey(OptOutSource::Person), optOutSourceKey(OptOutSource::Sms), optOutSourceKey(OptOutSource::Api)};
    QCOMPARE(names, QSet<QString>({QStringLiteral("person"), QStringLiteral("sms"), QStringLiteral("api")}));
}

QTEST_APPLESS_MAIN(TestOptOut)
#include "tst_opt_out.moc"
