// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/people/key_blob.h"

#include <QTest>

using namespace callveil;

namespace {

PasswordKeys keysFor(QByteArray password, const QByteArray &fingerprint, const QString &name)
{
    auto keys = PasswordKeys::derive(SecretBytes::takeFrom(password), fingerprint, name);
    if (!keys)
        qFatal("no keys derived");
    return std::move(*keys);
}

QByteArray plain(const SecretBytes &bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

} // namespace

/// A person's private keys under his password.
class TestKeyBlob final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opensWithTheRightPassword();
    void staysClosedForAnotherPassword();
    void staysClosedUnderAnotherName();
    void staysClosedInAnotherOrganisation();
    void refusesDamage();
    void refusesAnotherLength();
    void derivesKeysThatDoNotTellEachOther();
    void refusesALoweredCost();
    void opensAtTheCostOfItsTime();

private:
    const QByteArray m_fingerprint = QByteArray("fingerprint1");
    const QString m_name = QStringLiteral("ada");
    const PersonKeys m_keys = PersonKeys::generate();
    const PasswordKeys m_password = keysFor("correct horse", m_fingerprint, m_name);
    const KeyBlob m_blob = KeyBlob::close(m_keys, m_password, m_fingerprint, m_name);
};

void TestKeyBlob::opensWithTheRightPassword()
{
    const PasswordKeys typed = keysFor("correct horse", m_fingerprint, m_name);
    const auto opened = m_blob.open(typed, m_fingerprint, m_name);
    QVERIFY(opened);
    QCOMPARE(opened->box.publicKey, m_keys.box.publicKey);
    QCOMPARE(opened->sign.publicKey, m_keys.sign.publicKey);
    QCOMPARE(plain(opened->box.privateKey), plain(m_keys.box.privateKey));
    QVERIFY(verifySignature("message", opened->sign.sign("message"), m_keys.sign.publicKey));
}

void TestKeyBlob::staysClosedForAnotherPassword()
{
    for (const char *password : {"correct house", "correct horse ", "Correct horse", ""}) {
        const auto opened = m_blob.open(keysFor(password, m_fingerprint, m_name), m_fingerprint, m_name);
        QVERIFY(!opened);
        QCOMPARE(opened.error().fault, Fault::CiphertextDamaged);
    }
}

void TestKeyBlob::staysClosedUnderAnotherName()
{
    const QString other = QStringLiteral("bob");
    QVERIFY(!m_blob.open(m_password, m_fingerprint, other));
    QVERIFY(!m_blob.open(keysFor("correct horse", m_fingerprint, other), m_fingerprint, m_name));
}

void TestKeyBlob::staysClosedInAnotherOrganisation()
{
    const QByteArray other("fingerprint2");
    QVERIFY(!m_blob.open(m_password, other, m_name));
    QVERIFY(!m_blob.open(keysFor("correct horse", other, m_name), m_fingerprint, m_name));
}

void TestKeyBlob::refusesDamage()
{
    for (qsizetype i = 0; i < m_blob.blob.size(); ++i) {
        KeyBlob damaged = m_blob;
        damaged.blob[i] = char(damaged.blob[i] ^ 1);
        QVERIFY(!damaged.open(m_password, m_fingerprint, m_name));
        damaged.blob.truncate(i);
        QVERIFY(!damaged.open(m_password, m_fingerprint, m_name));
    }
}

void TestKeyBlob::refusesAnotherLength()
{
    // Rightly encrypted for the right context, but not two keys.
    const PasswordKeys typed = keysFor("correct horse", m_fingerprint, m_name);
    KeyBlob shorter = m_blob;
    const QByteArray context("\0\0\0\x0f"
                             "callveil keys 1"
                             "\0\0\0\x0c"
                             "fingerprint1"
                             "\0\0\0\x03"
                             "ada",
        42);
    QVERIFY(decrypt(m_blob.blob, typed.blobKey, context));
    shorter.blob = encrypt(SecretBytes(95), typed.blobKey, context);
    const auto opened = shorter.open(typed, m_fingerprint, m_name);
    QVERIFY(!opened);
    QCOMPARE(opened.error().fault, Fault::CiphertextDamaged);
}

void TestKeyBlob::derivesKeysThatDoNotTellEachOther()
{
    QCOMPARE(m_password.blobKey.size(), 32);
    const QByteArray databasePassword = plain(m_password.databasePassword);
    QCOMPARE(QByteArray::fromBase64(databasePassword, QByteArray::AbortOnBase64DecodingErrors).size(), 32);
    QVERIFY(QByteArray::fromBase64(databasePassword) != plain(m_password.blobKey));
    const PasswordKeys other = keysFor("correct horse", m_fingerprint, QStringLiteral("bob"));
    QVERIFY(plain(other.databasePassword) != databasePassword);
}

void TestKeyBlob::refusesALoweredCost()
{
    QByteArray password("correct horse");
    const auto keys =
        PasswordKeys::derive(SecretBytes::takeFrom(password), m_fingerprint, m_name, KdfCost{1, 8ULL << 10});
    QVERIFY(!keys);
    QCOMPARE(keys.error().fault, Fault::CostLowered);
}

void TestKeyBlob::opensAtTheCostOfItsTime()
{
    const auto typed = [] {
        QByteArray password("correct horse");
        return SecretBytes::takeFrom(password);
    };
    const KdfCost higher{4, 65ULL << 20};
    const auto keys = PasswordKeys::derive(typed(), m_fingerprint, m_name, higher);
    QVERIFY(keys);
    const KeyBlob blob = KeyBlob::close(PersonKeys::generate(), *keys, m_fingerprint, m_name, higher);
    QVERIFY(!blob.open(m_password, m_fingerprint, m_name));
    QVERIFY(blob.open(typed(), m_password, m_fingerprint, m_name));
    QVERIFY(m_blob.open(typed(), m_password, m_fingerprint, m_name));
    const auto lowered = KeyBlob{{1, 8ULL << 10}, blob.blob}.open(typed(), m_password, m_fingerprint, m_name);
    QVERIFY(!lowered);
    QCOMPARE(lowered.error().fault, Fault::CostLowered);
}

QTEST_APPLESS_MAIN(TestKeyBlob)
#include "tst_key_blob.moc"
