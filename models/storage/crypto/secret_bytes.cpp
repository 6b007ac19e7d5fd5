// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/crypto/secret_bytes.h"

#include "storage/crypto/sodium.h"

#include <sodium.h>

#include <cstring>
#include <new>
#include <utility>

namespace callveil {

SecretBytes::SecretBytes(qsizetype size)
{
    startSodium();
    if (size == 0)
        return;
    m_data = static_cast<unsigned char *>(sodium_malloc(size_t(size)));
    if (!m_data)
        throw std::bad_alloc(); // Not recoverable: the locked-memory limit of the process is used up.
    m_size = size;
    std::memset(m_data, 0, size_t(size));
}

SecretBytes SecretBytes::random(qsizetype size)
{
    SecretBytes bytes(size);
    randombytes_buf(bytes.m_data, size_t(size));
    return bytes;
}

SecretBytes SecretBytes::takeFrom(QByteArray &source)
{
    SecretBytes bytes(source.size());
    if (!bytes.isEmpty())
        std::memcpy(bytes.m_data, source.constData(), size_t(source.size()));
    wipe(source);
    return bytes;
}

SecretBytes::~SecretBytes()
{
    sodium_free(m_data);
}

SecretBytes::SecretBytes(SecretBytes &&other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0))
{ }

SecretBytes &SecretBytes::operator=(SecretBytes &&other) noexcept
{
    std::swap(m_data, other.m_data);
    std::swap(m_size, other.m_size);
    return *this;
}

SecretBytes SecretBytes::clone() const
{
    return mid(0, m_size);
}

SecretBytes SecretBytes::mid(qsizetype from, qsizetype size) const
{
    Q_ASSERT(from + size <= m_size);
    SecretBytes bytes(size);
    if (size > 0)
        std::memcpy(bytes.m_data, m_data + from, size_t(size));
    return bytes;
}

void wipe(QByteArray &bytes)
{
    if (!bytes.isEmpty())
        sodium_memzero(bytes.data(), size_t(bytes.size()));
    bytes.clear();
}

void wipe(QString &text)
{
    if (!text.isEmpty())
        sodium_memzero(text.data(), size_t(text.size()) * sizeof(QChar));
    text.clear();
}

} // namespace callveil
