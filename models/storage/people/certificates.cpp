// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/people/certificates.h"

#include <QDateTime>
#include <QtEndian>

#include <algorithm>

namespace callveil {

namespace {

constexpr qsizetype momentSize = 8;

QByteArray dated(const QByteArray &moment, const QByteArray &claim)
{
    return joinFields({"callveil dated 1", moment, claim});
}

} // namespace

QByteArray joinFields(const QList<QByteArray> &fields)
{
    QByteArray joined;
    for (const QByteArray &field : fields) {
        char length[4];
        qToBigEndian(quint32(field.size()), length);
        joined.append(length, 4).append(field);
    }
    return joined;
}

bool isDamage(const Error &error)
{
    return error.fault == Fault::CiphertextDamaged || error.fault == Fault::CertificateInvalid;
}

QByteArray personClaim(const QString &name, const QByteArray &boxKey, const QByteArray &signKey)
{
    return joinFields({"callveil person 1", name.toUtf8(), boxKey, signKey});
}

QByteArray vaultClaim(ProcessId process, int generation, const QByteArray &boxKey)
{
    return joinFields({"callveil vault 1", QByteArray::number(process.value), QByteArray::number(generation), boxKey});
}

QByteArray recoveryClaim(const QByteArray &boxKey)
{
    return joinFields({"callveil recovery 1", boxKey});
}

QByteArray writerClaim(const QByteArray &check)
{
    return joinFields({"callveil writer 1", check});
}

QByteArray issue(const SignKeys &root, const QByteArray &claim, qint64 laterThan)
{
    QByteArray moment(momentSize, Qt::Uninitialized);
    qToBigEndian(std::max(QDateTime::currentMSecsSinceEpoch(), laterThan + 1), moment.data());
    return moment + root.sign(dated(moment, claim));
}

std::optional<qint64> issuedAt(const QByteArray &claim, const QByteArray &certificate, const QByteArray &rootKey)
{
    if (certificate.size() <= momentSize
        || !verifySignature(dated(certificate.first(momentSize), claim), certificate.mid(momentSize), rootKey))
        return std::nullopt;
    return claimedMoment(certificate);
}

qint64 claimedMoment(const QByteArray &certificate)
{
    return certificate.size() < momentSize ? 0 : qFromBigEndian<qint64>(certificate.constData());
}

QByteArray fingerprintOf(const QByteArray &rootKey)
{
    return plainHash(rootKey).first(12);
}

} // namespace callveil
