// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/leaks/canary_keys.h"

#include <QTest>

using namespace callveil;

/// The sealed copies of planted numbers.
class TestCanaryKeys final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opensWhatItSealed();
    void tellsNothingOfTheNumber();
    void opensNothingElse();

private:
    const SecretBytes m_key = SecretBytes::random(32);
    const CanaryKeys m_keys{m_key};
    const QString m_number = QStringLiteral("+12125550123");
};

void TestCanaryKeys::opensWhatItSealed()
{
    for (const QString &number : {m_number, QStringLiteral("+123456789012345"), QStringLiteral("+2904123")})
        QCOMPARE(CanaryKeys(m_key).open(m_keys.seal(number)).value(), number);
}

void TestCanaryKeys::tellsNothingOfTheNumber()
{
    const QByteArray sealed = m_keys.seal(m_number);
    QVERIFY(!sealed.contains("2125550123"));
    QVERIFY(sealed != m_keys.seal(m_number)); // whoever sees two cannot tell that they are alike
    QCOMPARE(sealed.size(), m_keys.seal(QStringLiteral("+2904123")).size());
}

void TestCanaryKeys::opensNothingElse()
{
    const QByteArray sealed = m_keys.seal(m_number);
    QByteArray damaged = sealed;
    damaged[damaged.size() - 1] = char(damaged.back() ^ 1);
    for (const QByteArray &other : {damaged, sealed.chopped(1), QByteArray("x"), QByteArray("")}) {
        const auto opened = m_keys.open(other);
        QVERIFY(!opened);
        QCOMPARE(opened.error().fault, Fault::CiphertextDamaged);
    }
    QVERIFY(!CanaryKeys(SecretBytes::random(32)).open(sealed)); // of another organisation
}

QTEST_GUILESS_MAIN(TestCanaryKeys)
#include "tst_canary_keys.moc"
