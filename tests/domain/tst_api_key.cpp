// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/platform/api_key.h"

#include <QtTest>

using namespace callveil;

/// What a key of the HTTP API may be, and what its secret looks like.
class TestApiKey : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyScopeHasItsKeyAndItsBit();
    void leavesOutBitsThatItDoesNotKnow();
    void bringsAKeyIntoOneForm();
    void refusesAKeyForNothing();
    void keepsTheRateInItsRange_data();
    void keepsTheRateInItsRange();
    void knowsASecretByItsForm();
};

void TestApiKey::everyScopeHasItsKeyAndItsBit()
{
    QSet<int> bits;
    for (const ApiScope scope : allApiScopes) {
        QVERIFY(!apiScopeKey(scope).isEmpty());
        QCOMPARE(apiScopeFromKey(apiScopeKey(scope)), std::optional(scope));
        bits.insert(apiScopeBits({scope}));
        QCOMPARE(apiScopesFromBits(apiScopeBits({scope})), QSet<ApiScope>{scope});
    }
    QCOMPARE(bits.size(), qsizetype(allApiScopes.size()));
    QCOMPARE(apiScopeBits({ApiScope::Bindings, ApiScope::Route, ApiScope::Records}), 1 + 4 + 16); // as stored
    QCOMPARE(apiScopeKeys({ApiScope::Records, ApiScope::OptOuts, ApiScope::Route, ApiScope::Pools, ApiScope::Bindings}),
        QStringList({QStringLiteral("bindings"), QStringLiteral("pools"), QStringLiteral("route"),
            QStringLiteral("opt-outs"), QStringLiteral("records")}));
    for (const char *key : {"", "Bindings", "routes", "all"})
        QVERIFY2(!apiScopeFromKey(QLatin1String(key)), key);
}

void TestApiKey::leavesOutBitsThatItDoesNotKnow()
{
    QCOMPARE(apiScopesFromBits((1 << 20) | 2), QSet<ApiScope>{ApiScope::Pools});
    QVERIFY(apiScopesFromBits(0).isEmpty());
}

void TestApiKey::bringsAKeyIntoOneForm()
{
    ApiKey key;
    key.name = QStringLiteral("  Billing   server ");
    key.scopes = {ApiScope::Pools};
    const auto checked = checkedApiKey(key);
    QVERIFY(checked);
    QCOMPARE(checked->name, QStringLiteral("Billing server"));
    QCOMPARE(checked->perMinute, 600);
}

void TestApiKey::refusesAKeyForNothing()
{
    const auto checked = checkedApiKey({});
    QVERIFY(!checked);
    QCOMPARE(checked.error().fault, Fault::NameEmpty);
    QCOMPARE(checked.error().args, QStringList(QStringLiteral("scopes")));
}

void TestApiKey::keepsTheRateInItsRange_data()
{
    QTest::addColumn<int>("perMinute");
    QTest::addColumn<bool>("fits");
    QTest::newRow("least") << 1 << true;
    QTest::newRow("most") << 6000 << true;
    QTest::newRow("none") << 0 << false;
    QTest::newRow("less than none") << -1 << false;
    QTest::newRow("more") << 6001 << false;
    QTest::newRow("a number of somebody") << 2079460001 << false;
}

void TestApiKey::keepsTheRateInItsRange()
{
    QFETCH(int, perMinute);
    QFETCH(bool, fits);
    ApiKey key;
    key.scopes = {ApiScope::Pools};
    key.perMinute = perMinute;
    const auto checked = checkedApiKey(key);
    QCOMPARE(checked.has_value(), fits);
    if (fits)
        return;
    QCOMPARE(checked.error().fault, Fault::ChoiceUnknown);
    QCOMPARE(checked.error().args.front(), QStringLiteral("per-minute"));
    QVERIFY(!checked.error().args.contains(QStringLiteral("2079460001")));
}

void TestApiKey::knowsASecretByItsForm()
{
    const QByteArray random = QByteArray::fromHex("00112233445566778899aabbccddeeff01234567");
    const QString secret = apiSecretFrom(random);
    QVERIFY(secret.startsWith(QLatin1String("cvk_")));
    QCOMPARE(secret.size(), 4 + 32); // 160 bits, 5 to a letter
    QVERIFY(isApiSecret(secret));
    QVERIFY(apiSecretFrom(QByteArray(apiSecretBytes, 'x')) != secret);
    for (const QString &other : QStringList{QString(), secret.mid(4), secret.toUpper(), secret.toLower(), secret + u'A',
             secret.chopped(1), secret.chopped(1) + u'1', u' ' + secret, secret.chopped(1) + u'\n'})
        QVERIFY2(!isApiSecret(other), qPrintable(other));
}

QTEST_GUILESS_MAIN(TestApiKey)
#include "tst_api_key.moc"
