// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/people/certified_writer.h"

#include <QTest>

using namespace callveil;

/// The writer key with the root's signature: what anybody else seals in its place is refused.
class TestCertifiedWriter final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comesOutAsItWentIn();
    void isHandedOnWithItsSignature();
    void refusesAnotherRoot();
    void refusesWhatIsNoWriterKey();

private:
    static QByteArray plain(const SecretBytes &secret)
    {
        return QByteArray(reinterpret_cast<const char *>(secret.data()), secret.size());
    }
    static Fault faultOf(const Result<CertifiedWriter> &opened)
    {
        return opened ? Fault::Unexpected : opened.error().fault;
    }

    SignKeys m_root = SignKeys::generate();
    BoxKeys m_ada = BoxKeys::generate();
    SecretBytes m_key = SecretBytes::random(32);
};

void TestCertifiedWriter::comesOutAsItWentIn()
{
    const QByteArray sealed = CertifiedWriter::certify(m_key, m_root).sealedTo(m_ada.publicKey);
    const auto opened = CertifiedWriter::open(sealed, m_ada, m_root.publicKey);
    QVERIFY(opened);
    QCOMPARE(plain(opened->key()), plain(m_key));
    QCOMPARE(faultOf(CertifiedWriter::open(sealed, BoxKeys::generate(), m_root.publicKey)), Fault::CiphertextDamaged);
}

void TestCertifiedWriter::isHandedOnWithItsSignature()
{
    const BoxKeys bob = BoxKeys::generate();
    const auto mine = CertifiedWriter::open(
        CertifiedWriter::certify(m_key, m_root).sealedTo(m_ada.publicKey), m_ada, m_root.publicKey);
    QVERIFY(mine);
    const auto his = CertifiedWriter::open(mine->sealedTo(bob.publicKey), bob, m_root.publicKey);
    QVERIFY(his);
    QCOMPARE(plain(his->key()), plain(m_key));
}

void TestCertifiedWriter::refusesAnotherRoot()
{
    const QByteArray sealed = CertifiedWriter::certify(m_key, SignKeys::generate()).sealedTo(m_ada.publicKey);
    QCOMPARE(faultOf(CertifiedWriter::open(sealed, m_ada, m_root.publicKey)), Fault::CertificateInvalid);
}

void TestCertifiedWriter::refusesWhatIsNoWriterKey()
{
    for (const qsizetype size : {0, 32, 64, 95, 97})
        QCOMPARE(faultOf(CertifiedWriter::open(seal(SecretBytes(size), m_ada.publicKey), m_ada, m_root.publicKey)),
            Fault::CiphertextDamaged);
    for (const qsizetype size : {0, 32, 64, 95, 96, 97})
        QCOMPARE(faultOf(CertifiedWriter::read(SecretBytes(size), m_root.publicKey)), Fault::CertificateInvalid);
}

QTEST_APPLESS_MAIN(TestCertifiedWriter)
#include "tst_certified_writer.moc"
