// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/people/certified_writer.h"

#include "storage/people/certificates.h"

#include <algorithm>

namespace callveil {

namespace {

constexpr qsizetype keySize = 32;
constexpr qsizetype signatureSize = 64;

QByteArray claimOf(const SecretBytes &writerKey)
{
    return writerClaim(keyedHash("callveil writer check 1", writerKey, 32));
}

} // namespace

CertifiedWriter CertifiedWriter::certify(const SecretBytes &writerKey, const SignKeys &root)
{
    const QByteArray signature = root.sign(claimOf(writerKey));
    SecretBytes content(keySize + signatureSize);
    std::copy_n(writerKey.data(), keySize, content.data());
    std::copy(signature.begin(), signature.end(), content.data() + keySize);
    return CertifiedWriter(std::move(content));
}

Result<CertifiedWriter> CertifiedWriter::open(const QByteArray &sealed, const BoxKeys &keys, const QByteArray &rootKey)
{
    auto content = openSeal(sealed, keys, keySize + signatureSize);
    if (!content)
        return failed(content);
    return read(std::move(*content), rootKey);
}

Result<CertifiedWriter> CertifiedWriter::read(SecretBytes content, const QByteArray &rootKey)
{
    if (content.size() != keySize + signatureSize)
        return fail(ErrorCode::Internal, Fault::CertificateInvalid, {QStringLiteral("writer")});
    CertifiedWriter writer(std::move(content));
    const QByteArray signature(reinterpret_cast<const char *>(writer.m_content.data()) + keySize, signatureSize);
    if (!verifySignature(claimOf(writer.key()), signature, rootKey))
        return fail(ErrorCode::Internal, Fault::CertificateInvalid, {QStringLiteral("writer")});
    return writer;
}

SecretBytes CertifiedWriter::key() const
{
    return m_content.mid(0, keySize);
}

} // namespace callveil
