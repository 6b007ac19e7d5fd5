// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/vault/number_sealer.h"

#include <QtEndian>

#include <algorithm>
#include <utility>

namespace callveil {

namespace {

constexpr int mostNumbers = 10000;
constexpr qint64 longestLifeMs = 24LL * 3600 * 1000;
constexpr qsizetype paddedTo = 32; // the length of a number says something about it

QByteArray associatedData(const QByteArray &fingerprint, ProcessId process, NumberId number, qint64 epoch)
{
    QByteArray data(fingerprint.size() + 3 * 8, Qt::Uninitialized);
    char *end = std::copy(fingerprint.begin(), fingerprint.end(), data.data());
    for (const qint64 part : {process.value, number.value, epoch}) {
        qToBigEndian(part, end);
        end += 8;
    }
    return data;
}

/// Made in its full size at once: a buffer that grows would leave the number behind in memory.
QByteArray padded(const QString &number)
{
    QByteArray text = number.toUtf8();
    QByteArray plain((text.size() / paddedTo + 1) * paddedTo, '\0');
    *std::copy(text.begin(), text.end(), plain.data()) = char(0x80);
    wipe(text);
    return plain;
}

} // namespace

NumberSealer::NumberSealer(VaultKey vault, QByteArray fingerprint)
    : m_vault(std::move(vault)), m_fingerprint(std::move(fingerprint))
{ }

NumberSealer::Epoch &NumberSealer::epochFor(int month)
{
    Epoch &epoch = m_epochs[month];
    if (epoch.key.isEmpty() || epoch.numbers >= mostNumbers || epoch.age.elapsed() > longestLifeMs) {
        epoch.key = SecretBytes::random(32);
        epoch.seal = {randomId(), month, callveil::seal(epoch.key, m_vault.boxKey)};
        epoch.numbers = 0;
        epoch.isUsed = false;
        epoch.age.start();
        m_new.push_back(epoch.seal);
    }
    if (!std::exchange(epoch.isUsed, true))
        m_used.push_back(epoch.seal);
    return epoch;
}

SealedNumber NumberSealer::seal(const QString &number, int month)
{
    Epoch &epoch = epochFor(month);
    ++epoch.numbers;
    SealedNumber sealed{{randomId()}, epoch.seal.id, {}};
    QByteArray plain = padded(number);
    sealed.cipher =
        encryptBytes(plain, epoch.key, associatedData(m_fingerprint, m_vault.process, sealed.id, sealed.epoch));
    wipe(plain);
    return sealed;
}

std::vector<EpochSeal> NumberSealer::takeNewEpochs()
{
    return std::exchange(m_new, {});
}

std::vector<EpochSeal> NumberSealer::takeUsedEpochs()
{
    m_new.clear();
    for (auto &[month, epoch] : m_epochs)
        epoch.isUsed = false;
    return std::exchange(m_used, {});
}

void NumberSealer::keepOnly(int month)
{
    std::erase_if(m_epochs, [month](const auto &entry) { return entry.first != month; });
}

Result<QString> NumberSealer::open(
    const SealedNumber &sealed, const SecretBytes &epochKey, ProcessId process, const QByteArray &fingerprint)
{
    const auto plain = decrypt(sealed.cipher, epochKey, associatedData(fingerprint, process, sealed.id, sealed.epoch));
    if (!plain)
        return failed(plain);
    qsizetype length = plain->size();
    while (length > 0 && plain->data()[length - 1] == 0)
        --length;
    if (length == 0 || plain->data()[length - 1] != 0x80)
        return fail(ErrorCode::Internal, Fault::CiphertextDamaged);
    return QString::fromUtf8(reinterpret_cast<const char *>(plain->data()), length - 1);
}

bool NumberSealer::opens(
    const SealedNumber &sealed, const SecretBytes &epochKey, ProcessId process, const QByteArray &fingerprint)
{
    auto plain = decryptBytes(sealed.cipher, epochKey, associatedData(fingerprint, process, sealed.id, sealed.epoch));
    if (plain)
        wipe(*plain);
    return plain.has_value();
}

Result<SealedNumber> NumberSealer::reseal(const SealedNumber &sealed, const SecretBytes &oldKey, qint64 newEpoch,
    const SecretBytes &newKey, ProcessId process, const QByteArray &fingerprint)
{
    auto plain = decryptBytes(sealed.cipher, oldKey, associatedData(fingerprint, process, sealed.id, sealed.epoch));
    if (!plain)
        return failed(plain);
    SealedNumber fresh{sealed.id, newEpoch, {}};
    fresh.cipher = encryptBytes(*plain, newKey, associatedData(fingerprint, process, sealed.id, newEpoch));
    wipe(*plain);
    return fresh;
}

} // namespace callveil
