// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/vault/number_sealer.h"

#include <QSet>
#include <QTest>

#include <rapidcheck.h>

using namespace callveil;

/// Numbers on their way into the vault.
class TestNumberSealer final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opensWhatItSealed();
    void opensOddTexts();
    void sealsUsualNumbersToTheSameLength();
    void keepsOneEpochForOneMonth();
    void beginsAnotherEpochForAnotherMonth();
    void beginsAnotherEpochAfterTenThousandNumbers();
    void handsEachEpochOutOnce();
    void handsUsedEpochsOutWithEachBatch();
    void forgetsTheKeysOfOtherMonths();
    void sealsTheEpochToTheVaultOnly();
    void bindsANumberToItsPlace();
    void refusesDamage();
    void refusesAnUnpaddedText();
    void sealsTheSameNumberDifferentlyEachTime();

private:
    [[nodiscard]] NumberSealer sealer() const { return {{m_process, 3, m_vault.publicKey}, m_fingerprint}; }
    [[nodiscard]] Result<QString> open(const SealedNumber &number, const EpochSeal &epoch) const;

    const BoxKeys m_vault = BoxKeys::generate();
    const ProcessId m_process{7};
    const QByteArray m_fingerprint = QByteArray("fingerprint1");
    const QString m_number = QStringLiteral("+12125550123");
};

/// As a reveal does: the vault opens the epoch, the epoch opens the number.
Result<QString> TestNumberSealer::open(const SealedNumber &number, const EpochSeal &epoch) const
{
    const auto key = openSeal(epoch.sealedKey, m_vault);
    if (!key)
        return failed(key);
    return NumberSealer::open(number, *key, m_process, m_fingerprint);
}

void TestNumberSealer::opensWhatItSealed()
{
    NumberSealer sealing = sealer();
    const SealedNumber sealed = sealing.seal(m_number, 202601);
    const auto epochs = sealing.takeNewEpochs();
    QCOMPARE(epochs.size(), size_t(1));
    QCOMPARE(epochs.front().id, sealed.epoch);
    QCOMPARE(epochs.front().month, 202601);
    QVERIFY(sealed.id.isSet());
    const auto opened = open(sealed, epochs.front());
    QVERIFY(opened);
    QVERIFY(*opened == m_number);
    QCOMPARE(sealing.vault().generation, 3);
}

void TestNumberSealer::opensOddTexts()
{
    NumberSealer sealing = sealer();
    const QString first = QStringLiteral("first");
    const SealedNumber one = sealing.seal(first, 202601);
    const EpochSeal epoch = sealing.takeNewEpochs().front();
    QVERIFY(open(one, epoch) == first);
    QVERIFY(rc::check("every text comes back", [&](const std::vector<char16_t> &letters) {
        const QString raw = QString::fromUtf16(letters.data(), qsizetype(letters.size()));
        const QString text = QString::fromUtf8(raw.toUtf8()); // a lone half of a pair is no text
        const auto opened = open(sealing.seal(text, 202601), epoch);
        RC_ASSERT(opened.has_value());
        RC_ASSERT(*opened == text);
    }));
    for (const QString &text : {QString(), QStringLiteral("sip:ada@example.org"), QString(31, u'1'), QString(32, u'1'),
             QString(1000, u'é'), QStringLiteral("\u0080"), QString(QChar(u'\0'))}) {
        const auto opened = open(sealing.seal(text, 202601), epoch);
        QVERIFY(opened);
        QVERIFY(*opened == text);
    }
}

void TestNumberSealer::sealsUsualNumbersToTheSameLength()
{
    NumberSealer sealing = sealer();
    const QString longest = QStringLiteral("+123456789012345");
    QSet<qsizetype> lengths;
    for (qsizetype digits = 2; digits <= longest.size(); ++digits)
        lengths.insert(sealing.seal(longest.first(digits), 202601).cipher.size());
    QCOMPARE(lengths.size(), 1);
}

void TestNumberSealer::keepsOneEpochForOneMonth()
{
    NumberSealer sealing = sealer();
    const qint64 epoch = sealing.seal(m_number, 202601).epoch;
    for (int i = 0; i < 100; ++i)
        QCOMPARE(sealing.seal(m_number, 202601).epoch, epoch);
    QCOMPARE(sealing.takeNewEpochs().size(), size_t(1));
}

void TestNumberSealer::beginsAnotherEpochForAnotherMonth()
{
    NumberSealer sealing = sealer();
    const qint64 january = sealing.seal(m_number, 202601).epoch;
    const qint64 february = sealing.seal(m_number, 202602).epoch;
    QVERIFY(january != february);
    QCOMPARE(sealing.seal(m_number, 202601).epoch, january);
    QCOMPARE(sealing.takeNewEpochs().size(), size_t(2));
    QVERIFY(sealer().seal(m_number, 202601).epoch != january); // another run, another epoch
}

void TestNumberSealer::beginsAnotherEpochAfterTenThousandNumbers()
{
    NumberSealer sealing = sealer();
    QSet<qint64> epochs;
    QSet<NumberId> ids;
    for (int i = 0; i < 10000; ++i) {
        const SealedNumber sealed = sealing.seal(m_number, 202601);
        epochs.insert(sealed.epoch);
        ids.insert(sealed.id);
    }
    QCOMPARE(epochs.size(), 1);
    QCOMPARE(ids.size(), 10000);
    const SealedNumber next = sealing.seal(m_number, 202601);
    QVERIFY(!epochs.contains(next.epoch));
    const auto begun = sealing.takeNewEpochs();
    QCOMPARE(begun.size(), size_t(2));
    QVERIFY(open(next, begun.back()));
    QVERIFY(!open(next, begun.front()));
}

void TestNumberSealer::handsEachEpochOutOnce()
{
    NumberSealer sealing = sealer();
    QVERIFY(sealing.takeNewEpochs().empty());
    QVERIFY(!sealing.seal(m_number, 202601).cipher.isEmpty());
    QCOMPARE(sealing.takeNewEpochs().size(), size_t(1));
    QVERIFY(sealing.takeNewEpochs().empty());
}

void TestNumberSealer::handsUsedEpochsOutWithEachBatch()
{
    NumberSealer sealing = sealer();
    const qint64 january = sealing.seal(m_number, 202601).epoch;
    const qint64 february = sealing.seal(m_number, 202602).epoch;
    QCOMPARE(sealing.seal(m_number, 202601).epoch, january);
    const auto first = sealing.takeUsedEpochs();
    QCOMPARE(first.size(), size_t(2));
    QCOMPARE(first.front().id, january);
    QCOMPARE(first.back().id, february);
    QVERIFY(sealing.takeUsedEpochs().empty());
    const SealedNumber later = sealing.seal(m_number, 202602);
    const auto second = sealing.takeUsedEpochs();
    QCOMPARE(second.size(), size_t(1));
    QCOMPARE(second.front().id, february);
    QCOMPARE(second.front().sealedKey, first.back().sealedKey); // it is the same one, not another seal of it
    QVERIFY(open(later, second.front()));
    QVERIFY(sealing.takeNewEpochs().empty());
}

void TestNumberSealer::forgetsTheKeysOfOtherMonths()
{
    NumberSealer sealing = sealer();
    const qint64 january = sealing.seal(m_number, 202601).epoch;
    const qint64 february = sealing.seal(m_number, 202602).epoch;
    sealing.keepOnly(202602);
    QCOMPARE(sealing.seal(m_number, 202602).epoch, february);
    QVERIFY(sealing.seal(m_number, 202601).epoch != january);
}

void TestNumberSealer::sealsTheEpochToTheVaultOnly()
{
    NumberSealer sealing = sealer();
    QVERIFY(!sealing.seal(m_number, 202601).cipher.contains("2125550123"));
    const EpochSeal epoch = sealing.takeNewEpochs().front();
    QVERIFY(openSeal(epoch.sealedKey, m_vault));
    QVERIFY(!openSeal(epoch.sealedKey, BoxKeys::generate()));
}

void TestNumberSealer::bindsANumberToItsPlace()
{
    NumberSealer sealing = sealer();
    const SealedNumber sealed = sealing.seal(m_number, 202601);
    const auto key = openSeal(sealing.takeNewEpochs().front().sealedKey, m_vault);
    QVERIFY(key);
    QVERIFY(NumberSealer::open(sealed, *key, m_process, m_fingerprint));
    QVERIFY(!NumberSealer::open(sealed, *key, {8}, m_fingerprint));
    QVERIFY(!NumberSealer::open(sealed, *key, m_process, "fingerprint2"));
    SealedNumber moved = sealed;
    moved.id = {sealed.id.value ^ 1};
    QVERIFY(!NumberSealer::open(moved, *key, m_process, m_fingerprint));
    moved = sealed;
    moved.epoch ^= 1;
    QVERIFY(!NumberSealer::open(moved, *key, m_process, m_fingerprint));
    const auto refused = NumberSealer::open(sealed, SecretBytes::random(32), m_process, m_fingerprint);
    QVERIFY(!refused);
    QCOMPARE(refused.error().fault, Fault::CiphertextDamaged);
}

void TestNumberSealer::refusesDamage()
{
    NumberSealer sealing = sealer();
    const SealedNumber sealed = sealing.seal(m_number, 202601);
    const EpochSeal epoch = sealing.takeNewEpochs().front();
    for (qsizetype i = 0; i < sealed.cipher.size(); ++i) {
        SealedNumber damaged = sealed;
        damaged.cipher[i] = char(damaged.cipher[i] ^ 0x10);
        QVERIFY(!open(damaged, epoch));
        damaged.cipher.truncate(i);
        QVERIFY(!open(damaged, epoch));
    }
}

void TestNumberSealer::refusesAnUnpaddedText()
{
    // Encrypted with the right key for the right place, but by something else than a sealer.
    NumberSealer sealing = sealer();
    SealedNumber sealed = sealing.seal(m_number, 202601);
    const EpochSeal epoch = sealing.takeNewEpochs().front();
    const auto key = openSeal(epoch.sealedKey, m_vault);
    QVERIFY(key);
    QByteArray place = m_fingerprint;
    for (const qint64 part : {m_process.value, sealed.id.value, sealed.epoch})
        for (int shift = 56; shift >= 0; shift -= 8)
            place.append(char(part >> shift));
    QVERIFY(decrypt(sealed.cipher, *key, place));
    for (const QByteArray &text : {QByteArray(), QByteArray(32, '\0'), QByteArray("+12125550123")}) {
        sealed.cipher = encryptBytes(text, *key, place);
        QVERIFY(!open(sealed, epoch));
    }
}

void TestNumberSealer::sealsTheSameNumberDifferentlyEachTime()
{
    NumberSealer sealing = sealer();
    QVERIFY(sealing.seal(m_number, 202601).cipher != sealing.seal(m_number, 202601).cipher);
}

QTEST_APPLESS_MAIN(TestNumberSealer)
#include "tst_number_sealer.moc"
