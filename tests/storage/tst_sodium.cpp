// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/crypto/sodium.h"

#include "fresh_database.h"

#include <rapidcheck.h>

using namespace callveil;

namespace {

SecretBytes secret(QByteArray bytes)
{
    return SecretBytes::takeFrom(bytes);
}

QByteArray plain(const SecretBytes &bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}

/// Every text that differs from `bytes` in one bit or is cut off at its end is refused by `open`.
template <typename Open>
bool refusesEveryDamage(const QByteArray &bytes, Open open)
{
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        QByteArray flipped = bytes;
        flipped[i] = char(flipped[i] ^ (1 << (i % 8)));
        const auto changed = open(flipped);
        const auto cut = open(bytes.first(i));
        if (changed || changed.error().fault != Fault::CiphertextDamaged || cut
            || cut.error().fault != Fault::CiphertextDamaged)
            return false;
    }
    return !open(bytes + 'x');
}

} // namespace

/// The primitives, against published vectors where there are any.
class TestSodium final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void computesTheHmacsOfRfc4231_data();
    void computesTheHmacsOfRfc4231();
    void computesThePublishedKeyedHash();
    void computesThePublishedPlainHash();
    void derivesAnotherKeyForEachPurpose();
    void signsAsInRfc8032_data();
    void signsAsInRfc8032();
    void refusesChangedSignatures();
    void refusesSignaturesAndKeysOfAnotherSize();
    void findsThePublicKeyOfRfc7748();
    void opensThePublishedCiphertext();
    void decryptsWhatItEncrypted();
    void refusesDamagedCiphertext();
    void refusesAnotherKeyOrContext();
    void encryptsTheSameTextDifferentlyEachTime();
    void opensWhatItSealed();
    void refusesADamagedSeal();
    void refusesASealForSomebodyElse();
    void refusesACostOutOfBounds();
    void derivesTheSamePasswordKeyForTheSameSaltOnly();
    void makesAVerifierThatAServerAccepts();
    void makesPositiveIds();
    void wipesItsSource();
};

void TestSodium::computesTheHmacsOfRfc4231_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("mac");
    QTest::newRow("case 1") << QByteArray(20, '\x0b') << QByteArray("Hi There")
                            << hex("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    QTest::newRow("case 2") << QByteArray("Jefe") << QByteArray("what do ya want for nothing?")
                            << hex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    QTest::newRow("case 3") << QByteArray(20, '\xaa') << QByteArray(50, '\xdd')
                            << hex("773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
    QTest::newRow("case 4") << hex("0102030405060708090a0b0c0d0e0f10111213141516171819") << QByteArray(50, '\xcd')
                            << hex("82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
    QTest::newRow("case 6") << QByteArray(131, '\xaa')
                            << QByteArray("Test Using Larger Than Block-Size Key - Hash Key First")
                            << hex("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

void TestSodium::computesTheHmacsOfRfc4231()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, message);
    QTEST(hmac(message, secret(key)), "mac");
}

/// From the test vectors that the authors of BLAKE2 publish (keyed BLAKE2b, empty input).
void TestSodium::computesThePublishedKeyedHash()
{
    QByteArray key;
    for (int i = 0; i < 64; ++i)
        key.append(char(i));
    QCOMPARE(keyedHash({}, secret(key), 64),
        hex("10ebb67700b1868efb4417987acf4690ae9d972fb7a590c2f02871799aaa4786"
            "b5e996e8f0f4eb981fc214b005f42d2ff4233499391653df7aefcbc13fc51568"));
}

void TestSodium::computesThePublishedPlainHash()
{
    QCOMPARE(plainHash("abc"), hex("bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"));
}

void TestSodium::derivesAnotherKeyForEachPurpose()
{
    const SecretBytes parent = SecretBytes::random(32);
    QCOMPARE(plain(deriveKey(parent, "one")), plain(deriveKey(parent, "one")));
    QVERIFY(plain(deriveKey(parent, "one")) != plain(deriveKey(parent, "two")));
    QVERIFY(plain(deriveKey(parent, "one")) != plain(deriveKey(SecretBytes::random(32), "one")));
    QCOMPARE(deriveKey(parent, "one").size(), 32);
}

void TestSodium::signsAsInRfc8032_data()
{
    QTest::addColumn<QByteArray>("seed");
    QTest::addColumn<QByteArray>("publicKey");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("signature");
    QTest::newRow("test 1") << hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
                            << hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a") << QByteArray()
                            << hex("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
                                   "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    QTest::newRow("test 2") << hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
                            << hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c") << hex("72")
                            << hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e"
                                   "458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
}

void TestSodium::signsAsInRfc8032()
{
    QFETCH(QByteArray, seed);
    QFETCH(QByteArray, publicKey);
    QFETCH(QByteArray, message);
    const SignKeys keys = SignKeys::fromPrivate(secret(seed + publicKey));
    QCOMPARE(keys.publicKey, publicKey);
    QTEST(keys.sign(message), "signature");
    QVERIFY(verifySignature(message, keys.sign(message), publicKey));
}

void TestSodium::refusesChangedSignatures()
{
    const SignKeys keys = SignKeys::generate();
    const QByteArray signature = keys.sign("message");
    QVERIFY(verifySignature("message", signature, keys.publicKey));
    QVERIFY(!verifySignature("massage", signature, keys.publicKey));
    QVERIFY(!verifySignature("message", signature, SignKeys::generate().publicKey));
    for (qsizetype i = 0; i < signature.size(); ++i) {
        QByteArray flipped = signature;
        flipped[i] = char(flipped[i] ^ 1);
        QVERIFY(!verifySignature("message", flipped, keys.publicKey));
    }
}

void TestSodium::refusesSignaturesAndKeysOfAnotherSize()
{
    const SignKeys keys = SignKeys::generate();
    const QByteArray signature = keys.sign("message");
    QVERIFY(!verifySignature("message", {}, keys.publicKey));
    QVERIFY(!verifySignature("message", signature.chopped(1), keys.publicKey));
    QVERIFY(!verifySignature("message", signature + '\0', keys.publicKey));
    QVERIFY(!verifySignature("message", signature, keys.publicKey.chopped(1)));
    QVERIFY(!verifySignature("message", signature, {}));
}

void TestSodium::findsThePublicKeyOfRfc7748()
{
    const BoxKeys keys =
        BoxKeys::fromPrivate(secret(hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb")));
    QCOMPARE(keys.publicKey, hex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"));
}

/// The AEAD vector of the XChaCha draft (draft-irtf-cfrg-xchacha, A.3.1), laid out as nonce | ciphertext | tag.
void TestSodium::opensThePublishedCiphertext()
{
    const QByteArray cipher = hex(
        "404142434445464748494a4b4c4d4e4f5051525354555657"
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54"
        "c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f6"
        "15c68b13b52e"
        "c0875924c1c7987947deafd8780acf49");
    const auto opened = decrypt(cipher, secret(hex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f")),
        hex("50515253c0c1c2c3c4c5c6c7"));
    QVERIFY(opened);
    QCOMPARE(plain(*opened),
        QByteArray("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
                   "sunscreen would be it."));
}

void TestSodium::decryptsWhatItEncrypted()
{
    QVERIFY(rc::check("decrypt undoes encrypt", [](const std::string &text, const std::string &context) {
        const QByteArray bytes = QByteArray::fromStdString(text);
        const QByteArray associated = QByteArray::fromStdString(context);
        const SecretBytes key = SecretBytes::random(32);
        const auto one = decrypt(encrypt(secret(bytes), key, associated), key, associated);
        const auto two = decrypt(encryptBytes(bytes, key, associated), key, associated);
        RC_ASSERT(one.has_value() && two.has_value());
        RC_ASSERT(plain(*one) == bytes);
        RC_ASSERT(plain(*two) == bytes);
    }));
}

void TestSodium::refusesDamagedCiphertext()
{
    const SecretBytes key = SecretBytes::random(32);
    const QByteArray cipher = encryptBytes("a secret of some length", key, "context");
    QVERIFY(refusesEveryDamage(cipher, [&](const QByteArray &bytes) { return decrypt(bytes, key, "context"); }));
}

void TestSodium::refusesAnotherKeyOrContext()
{
    const SecretBytes key = SecretBytes::random(32);
    const QByteArray cipher = encryptBytes("secret", key, "context");
    QVERIFY(decrypt(cipher, key, "context"));
    QVERIFY(!decrypt(cipher, key, "contexts"));
    QVERIFY(!decrypt(cipher, key, {}));
    QVERIFY(!decrypt(cipher, SecretBytes::random(32), "context"));
}

void TestSodium::encryptsTheSameTextDifferentlyEachTime()
{
    const SecretBytes key = SecretBytes::random(32);
    QSet<QByteArray> seen;
    for (int i = 0; i < 100; ++i)
        seen.insert(encryptBytes("secret", key, {}));
    QCOMPARE(seen.size(), 100);
}

void TestSodium::opensWhatItSealed()
{
    QVERIFY(rc::check("openSeal undoes seal", [](const std::string &text) {
        const QByteArray bytes = QByteArray::fromStdString(text);
        const BoxKeys keys = BoxKeys::generate();
        const auto opened = openSeal(seal(secret(bytes), keys.publicKey), keys.clone(), bytes.size());
        RC_ASSERT(opened.has_value());
        RC_ASSERT(plain(*opened) == bytes);
    }));
}

void TestSodium::refusesADamagedSeal()
{
    const BoxKeys keys = BoxKeys::generate();
    const QByteArray sealed = seal(secret("a secret"), keys.publicKey);
    QVERIFY(openSeal(sealed, keys, 8));
    for (const qsizetype size : {-48, -1, 0, 7, 9, 32})
        QVERIFY(!openSeal(sealed, keys, size));
    // The highest bit of an X25519 public key has no meaning: libsodium's nonce still depends on every bit of it.
    QVERIFY(refusesEveryDamage(sealed, [&](const QByteArray &bytes) { return openSeal(bytes, keys, 8); }));
}

void TestSodium::refusesASealForSomebodyElse()
{
    const QByteArray sealed = seal(secret("a secret"), BoxKeys::generate().publicKey);
    const auto opened = openSeal(sealed, BoxKeys::generate(), 8);
    QVERIFY(!opened);
    QCOMPARE(opened.error().fault, Fault::CiphertextDamaged);
}

void TestSodium::refusesACostOutOfBounds()
{
    const SecretBytes password = secret("correct horse");
    for (const KdfCost &cost : {KdfCost{2, 64ULL << 20}, KdfCost{3, (64ULL << 20) - 1}, KdfCost{0, 0},
             KdfCost{17, 64ULL << 20}, KdfCost{3, (1ULL << 30) + 1}, KdfCost{~0ULL, 64ULL << 20}, KdfCost{3, ~0ULL}}) {
        const auto key = derivePasswordKey(password, "salt", cost);
        QVERIFY(!key);
        QCOMPARE(key.error().fault, Fault::CostLowered);
    }
}

void TestSodium::derivesTheSamePasswordKeyForTheSameSaltOnly()
{
    const auto one = derivePasswordKey(secret("correct horse"), "salt", {});
    const auto again = derivePasswordKey(secret("correct horse"), "salt", {});
    const auto salted = derivePasswordKey(secret("correct horse"), "pepper", {});
    const auto other = derivePasswordKey(secret("correct house"), "salt", {});
    QVERIFY(one && again && salted && other);
    QCOMPARE(one->size(), 64);
    QCOMPARE(plain(*one), plain(*again));
    QVERIFY(plain(*one) != plain(*salted));
    QVERIFY(plain(*one) != plain(*other));
}

void TestSodium::makesAVerifierThatAServerAccepts()
{
    const FreshDatabase database(Engine::PostgreSql, FreshDatabase::Schema::None);
    const QByteArray password = randomBytes(32).toBase64();
    const QByteArray verifier = scramVerifier(password);
    QVERIFY(!verifier.contains(password));
    QVERIFY(verifier != scramVerifier(password));
    FreshDatabase::require(database.open()->runScript(
        QStringLiteral("CREATE ROLE scram_person LOGIN PASSWORD '%1'").arg(QString::fromLatin1(verifier))));
    QCOMPARE(database.value(QStringLiteral("SELECT rolpassword FROM pg_authid WHERE rolname = 'scram_person'")),
        QVariant(QString::fromLatin1(verifier)));

    const auto signIn = [&](const QByteArray &typed) {
        return Connection::open(
            database.address(), std::make_shared<Credentials>(QStringLiteral("scram_person"), secret(typed)));
    };
    QVERIFY(signIn(password));
    const auto refused = signIn(password.toLower() + 'x');
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Denied);
    QCOMPARE(refused.error().fault, Fault::SignInRefused);
}

void TestSodium::makesPositiveIds()
{
    QSet<qint64> seen;
    for (int i = 0; i < 1000; ++i) {
        const qint64 id = randomId();
        QVERIFY(id > 0);
        seen.insert(id);
    }
    QCOMPARE(seen.size(), 1000);
}

void TestSodium::wipesItsSource()
{
    QByteArray source("secret");
    const SecretBytes taken = SecretBytes::takeFrom(source);
    QCOMPARE(plain(taken), QByteArray("secret"));
    QVERIFY(source.isEmpty());
    QCOMPARE(plain(taken.clone()), QByteArray("secret"));
    QCOMPARE(plain(taken.mid(2, 3)), QByteArray("cre"));
    QString text = QStringLiteral("secret");
    wipe(text);
    QVERIFY(text.isEmpty());
}

QTEST_GUILESS_MAIN(TestSodium)
#include "tst_sodium.moc"
