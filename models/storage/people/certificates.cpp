// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/people/certificates.h"

#include <QtEndian>

namespace callveil {

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

QByteArray fingerprintOf(const QByteArray &rootKey)
{
    return plainHash(rootKey).first(12);
}

} // namespace callveil
