// SPDX-License-Identifier: GPL-3.0-or-later
#include "number_bench.h"

#include "measure.h"
#include "raw_postgres.h"

#include "domain/masking/masking.h"
#include "storage/vault/number_sealer.h"
#include "storage/vault/writer_keys.h"

#include <sodium.h>

#include <array>

namespace callveil {

namespace {

constexpr int rounds = 9;
constexpr int numbers = 100000;
constexpr int month = 202501;

std::vector<PhoneNumber> sampleNumbers()
{
    std::vector<PhoneNumber> made;
    for (int i = 0; i < numbers; ++i) {
        PhoneNumber number;
        number.kind = NumberKind::E164;
        number.text = QStringLiteral("+1") + QString::number(2015550000LL + i);
        number.region = QStringLiteral("US");
        number.countryCode = 1;
        made.push_back(number);
    }
    return made;
}

double perSecond(double ms)
{
    return numbers / ms * 1000;
}

/// What a sealed number needs and no more: an id, a nonce, the cipher with its associated data, the keyed index.
void sealBare(const QByteArray &text, const unsigned char *key, const unsigned char *indexKey, QByteArray &sum)
{
    std::array<unsigned char, 32> plain{};
    std::memcpy(plain.data(), text.constData(), size_t(text.size()));
    plain[size_t(text.size())] = 0x80;
    std::array<unsigned char, 12 + 3 * 8> associated{};
    randombytes_buf(associated.data() + 20, 8); // the id of the number
    std::array<unsigned char, 24 + 32 + 16> cipher{};
    randombytes_buf(cipher.data(), 24);
    crypto_aead_xchacha20poly1305_ietf_encrypt(cipher.data() + 24, nullptr, plain.data(), plain.size(),
        associated.data(), associated.size(), nullptr, cipher.data(), key);
    std::array<unsigned char, 32> index{};
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, indexKey, 32);
    crypto_auth_hmacsha256_update(&state, associated.data(), 16);
    crypto_auth_hmacsha256_update(
        &state, reinterpret_cast<const unsigned char *>(text.constData()), size_t(text.size()));
    crypto_auth_hmacsha256_final(&state, index.data());
    sum[0] = char(sum[0] ^ char(index[0] ^ cipher[30]));
}

} // namespace

void benchMasking(BenchReport &report)
{
    const std::vector<PhoneNumber> sample = sampleNumbers();
    const MaskingPolicy policy;
    const auto noHash = [](const QString &, int) { return QByteArray(); };
    RawPostgres server(QStringLiteral("postgres"));
    const qint64 pid = server.value("SELECT pg_backend_pid()").toLongLong();
    const auto serverMs = [&](const QByteArray &statement) {
        const double before = cpuMsOf(pid);
        server.readAll(statement);
        return (cpuMsOf(pid) - before) / 10; // ten times the numbers, because the system counts in ticks
    };
    const QByteArray source = " FROM (SELECT '+1' || (2015550000 + g)::text AS n FROM generate_series(1, 1000000) g) s";
    const QByteArray expression = "SELECT max(left(n, 3) || repeat('x', length(n) - 5) || right(n, 2))" + source;
    const QByteArray bare = "SELECT max(n)" + source;
    server.readAll("SET max_parallel_workers_per_gather = 0");
    Samples ours, whole, without;
    qsizetype length = 0;
    for (int round = 0; round < rounds; ++round) {
        ours.add(cpuMs([&] {
            for (const PhoneNumber &number : sample)
                length += mask(number, policy, noHash).text.size();
        }));
        whole.add(serverMs(expression));
        without.add(serverMs(bare));
    }
    if (length != qsizetype(rounds) * numbers * 12)
        qFatal("masked texts have the wrong length");
    const double net = whole.median() - without.median();
    const QString note = QStringLiteral("CPU; whole statement; the expression alone: %1 numbers/s")
                             .arg(net > 0 ? perSecond(net) : 0, 0, 'f', 0);
    report.add({QStringLiteral("8"), {}, QStringLiteral("masking, one core, against the database's expression"),
        perSecond(ours.median()), perSecond(whole.median()), QStringLiteral("1/s"), 50, true, 0, note});
}

void benchVault(BenchReport &report)
{
    startSodium();
    const std::vector<PhoneNumber> sample = sampleNumbers();
    const BoxKeys vault = BoxKeys::generate();
    const WriterKeys keys(SecretBytes::random(32));
    const SecretBytes key = SecretBytes::random(32);
    const SecretBytes indexKey = SecretBytes::random(32);
    NumberSealer sealer({ProcessId{1}, 1, vault.publicKey}, randomBytes(12));
    QByteArray sum(1, 0);
    Samples ours, bare, boxes;
    for (int round = 0; round < rounds; ++round) {
        ours.add(cpuMs([&] {
            for (const PhoneNumber &number : sample) {
                const SealedNumber sealed = sealer.seal(number.text, month);
                const QByteArray blind = keys.blindIndex(ProcessId{1}, RevisionId{1}, number.text);
                sum[0] = char(sum[0] ^ blind[0] ^ sealed.cipher[30]);
            }
        }));
        bare.add(cpuMs([&] {
            for (const PhoneNumber &number : sample)
                sealBare(number.text.toUtf8(), key.data(), indexKey.data(), sum);
        }));
        boxes.add(cpuMs([&] { // a tenth: it is slow
            std::array<unsigned char, 32 + crypto_box_SEALBYTES> cipher{};
            std::array<unsigned char, 32> plain{};
            for (int i = 0; i < numbers / 10; ++i)
                crypto_box_seal(cipher.data(), plain.data(), plain.size(),
                    reinterpret_cast<const unsigned char *>(vault.publicKey.constData()));
        }) * 10);
    }
    const QString unit = QStringLiteral("1/s");
    report.add({QStringLiteral("9"), {}, QStringLiteral("seal and index a number, against bare libsodium"),
        perSecond(ours.median()), perSecond(bare.median()), unit, 0.8, true, 0, {}});
    report.add({QStringLiteral("9"), {}, QStringLiteral("the same, against one sealed box for each"),
        perSecond(ours.median()), perSecond(boxes.median()), unit, 40, true, 0, {}});
}

} // namespace callveil
