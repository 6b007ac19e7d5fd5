// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/vault/writer_keys.h"

#include <QtEndian>

#include <algorithm>

namespace callveil {

namespace {

std::shared_ptr<const SecretBytes> derived(const SecretBytes &parent, const char *purpose)
{
    return std::make_shared<const SecretBytes>(deriveKey(parent, purpose));
}

QByteArray bigEndian(qint64 value)
{
    QByteArray bytes(8, Qt::Uninitialized);
    qToBigEndian(value, bytes.data());
    return bytes;
}

} // namespace

WriterKeys::WriterKeys(const SecretBytes &writerKey)
    : m_blind(derived(writerKey, "callveil blind index 1")), m_agent(derived(writerKey, "callveil agent index 1")),
      m_token(derived(writerKey, "callveil token 1")), m_row(derived(writerKey, "callveil row key 1")),
      m_link(derived(writerKey, "callveil link key 1"))
{ }

QByteArray WriterKeys::blindIndex(ProcessId process, RevisionId revision, const QString &number) const
{
    const QByteArray text = number.toUtf8();
    QByteArray message(2 * 8 + text.size(), Qt::Uninitialized);
    qToBigEndian(process.value, message.data());
    qToBigEndian(revision.value, message.data() + 8);
    std::copy(text.begin(), text.end(), message.data() + 16);
    QByteArray index = hmac(message, *m_blind);
    index.truncate(16);
    return index;
}

QByteArray WriterKeys::agentIndex(const QString &number) const
{
    return hmac(number.toUtf8(), *m_agent).first(16);
}

TokenHash WriterKeys::tokenHash(ProcessId process, RevisionId revision) const
{
    const auto key =
        std::make_shared<const SecretBytes>(deriveKey(*m_token, bigEndian(process.value) + bigEndian(revision.value)));
    return [key](const QString &text, int attempt) { return keyedHash(bigEndian(attempt) + text.toUtf8(), *key, 16); };
}

QByteArray WriterKeys::rowKey(ProcessId process, const QByteArray &canonicalRow) const
{
    return keyedHash(bigEndian(process.value) + canonicalRow, *m_row, 16);
}

QByteArray WriterKeys::linkKey(ProcessId process, const QString &linkId) const
{
    return keyedHash(bigEndian(process.value) + linkId.toUtf8(), *m_link, 16);
}

} // namespace callveil
