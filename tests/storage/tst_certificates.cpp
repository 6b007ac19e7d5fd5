// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/people/certificates.h"

#include <QDateTime>
#include <QTest>
#include <QtEndian>

#include <rapidcheck.h>

using namespace callveil;

namespace {

/// Reads joined fields back; a text that can be read back in one way only is unambiguous.
QList<QByteArray> fieldsOf(const QByteArray &joined)
{
    QList<QByteArray> fields;
    for (qsizetype at = 0; at < joined.size();) {
        const qsizetype length = qFromBigEndian<quint32>(joined.constData() + at);
        fields.append(joined.mid(at + 4, length));
        at += 4 + length;
    }
    return fields;
}

} // namespace

/// The texts that the organisation root signs.
class TestCertificates final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void joinsFieldsUnambiguously();
    void keepsFieldsApartThatJoinToTheSameBytes();
    void claimsDifferInEveryField();
    void claimsOfAnotherKindDiffer();
    void makesAFingerprintOfTwelveBytes();
    void tellsWhenACertificateWasIssued();
    void refusesACertificateOfAnotherMoment();
};

void TestCertificates::joinsFieldsUnambiguously()
{
    QVERIFY(rc::check("joined fields can be read back", [](const std::vector<std::string> &texts) {
        QList<QByteArray> fields;
        for (const std::string &text : texts)
            fields.append(QByteArray::fromStdString(text));
        RC_ASSERT(fieldsOf(joinFields(fields)) == fields);
    }));
}

void TestCertificates::keepsFieldsApartThatJoinToTheSameBytes()
{
    QVERIFY(joinFields({"ab", "c"}) != joinFields({"a", "bc"}));
    QVERIFY(joinFields({"abc"}) != joinFields({"abc", ""}));
    QVERIFY(joinFields({"", "abc"}) != joinFields({"abc", ""}));
    QVERIFY(joinFields({joinFields({"a"})}) != joinFields({"a"}));
}

void TestCertificates::claimsDifferInEveryField()
{
    const QSet<QByteArray> people{personClaim(QStringLiteral("ada"), "box", "sign"),
        personClaim(QStringLiteral("bob"), "box", "sign"), personClaim(QStringLiteral("ada"), "xob", "sign"),
        personClaim(QStringLiteral("ada"), "box", "ngis"), personClaim(QStringLiteral("ada"), "sign", "box")};
    QCOMPARE(people.size(), 5);
    const QSet<QByteArray> vaults{vaultClaim({1}, 1, "box"), vaultClaim({2}, 1, "box"), vaultClaim({1}, 2, "box"),
        vaultClaim({1}, 1, "xob"), vaultClaim({11}, 1, "box"), vaultClaim({1}, 11, "box")};
    QCOMPARE(vaults.size(), 6);
    QVERIFY(recoveryClaim("box") != recoveryClaim("xob"));
}

void TestCertificates::claimsOfAnotherKindDiffer()
{
    // A name that spells out another kind's fields does not make its certificate.
    const QByteArray vault = vaultClaim({1}, 1, "box");
    QVERIFY(personClaim(QString::fromLatin1(vault), {}, {}) != vault);
    QCOMPARE(fieldsOf(vault).first(), QByteArray("callveil vault 1"));
    QCOMPARE(fieldsOf(recoveryClaim("box")).first(), QByteArray("callveil recovery 1"));
    QCOMPARE(fieldsOf(personClaim(QStringLiteral("ada"), "box", "sign")).first(), QByteArray("callveil person 1"));
}

void TestCertificates::makesAFingerprintOfTwelveBytes()
{
    const QByteArray key = SignKeys::generate().publicKey;
    QCOMPARE(fingerprintOf(key).size(), 12);
    QCOMPARE(fingerprintOf(key), fingerprintOf(key));
    QByteArray other = key;
    other[0] = char(other[0] ^ 1);
    QVERIFY(fingerprintOf(other) != fingerprintOf(key));
}

void TestCertificates::tellsWhenACertificateWasIssued()
{
    const SignKeys root = SignKeys::generate();
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    const QByteArray certificate = issue(root, recoveryClaim("box"));
    const auto at = issuedAt(recoveryClaim("box"), certificate, root.publicKey);
    QVERIFY(at && *at >= before && *at <= QDateTime::currentMSecsSinceEpoch());
    QCOMPARE(claimedMoment(certificate), *at);
    QVERIFY(!issuedAt(recoveryClaim("xob"), certificate, root.publicKey));
    QVERIFY(!issuedAt(recoveryClaim("box"), certificate, SignKeys::generate().publicKey));
    // A clock that was put back makes no older certificate.
    const qint64 later = before + 1000000;
    QCOMPARE(issuedAt(recoveryClaim("box"), issue(root, recoveryClaim("box"), later), root.publicKey), later + 1);
}

void TestCertificates::refusesACertificateOfAnotherMoment()
{
    const SignKeys root = SignKeys::generate();
    const QByteArray certificate = issue(root, recoveryClaim("box"));
    for (qsizetype i = 0; i < certificate.size(); ++i) {
        QByteArray changed = certificate;
        changed[i] = char(changed[i] ^ 1);
        QVERIFY(!issuedAt(recoveryClaim("box"), changed, root.publicKey));
        QVERIFY(!issuedAt(recoveryClaim("box"), certificate.first(i), root.publicKey));
    }
    // The signature over the claim alone is no certificate of it.
    QVERIFY(!issuedAt(recoveryClaim("box"), root.sign(recoveryClaim("box")), root.publicKey));
    QVERIFY(!issuedAt(recoveryClaim("box"), QByteArray(8, 'x') + root.sign(recoveryClaim("box")), root.publicKey));
    QCOMPARE(claimedMoment("short"), 0);
}

QTEST_APPLESS_MAIN(TestCertificates)
#include "tst_certificates.moc"
