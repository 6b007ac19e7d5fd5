// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/zip_reader.h"

#include <QtEndian>

#include <optional>
#include <zlib.h>

namespace callveil {

namespace {

constexpr qsizetype endSize = 22, entrySize = 46, headSize = 30;

template <typename Number>
Number numberAt(const QByteArray &bytes, qsizetype at)
{
    return at >= 0 && at + qsizetype(sizeof(Number)) <= bytes.size() ? qFromLittleEndian<Number>(bytes.constData() + at)
                                                                     : Number(0);
}

std::optional<QByteArray> inflated(const QByteArray &packed, quint32 size)
{
    QByteArray text(qsizetype(size), '\0');
    z_stream stream{};
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.constData()));
    stream.avail_in = uInt(packed.size());
    stream.next_out = reinterpret_cast<Bytef *>(text.data());
    stream.avail_out = uInt(size);
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return std::nullopt;
    const int end = inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    if (end != Z_STREAM_END || stream.total_out != size)
        return std::nullopt;
    return text;
}

std::optional<QByteArray> contentAt(const QByteArray &zip, qsizetype entry)
{
    const auto method = numberAt<quint16>(zip, entry + 10);
    const auto sum = numberAt<quint32>(zip, entry + 16);
    const auto packed = numberAt<quint32>(zip, entry + 20), size = numberAt<quint32>(zip, entry + 24);
    const qsizetype head = numberAt<quint32>(zip, entry + 42);
    const qsizetype start = head + headSize + numberAt<quint16>(zip, head + 26) + numberAt<quint16>(zip, head + 28);
    const QByteArray bytes = zip.mid(start, packed);
    const auto text = method == 0 ? std::optional(bytes) : inflated(bytes, size);
    if (!text || text->size() != qsizetype(size))
        return std::nullopt;
    if (crc32(0, reinterpret_cast<const Bytef *>(text->constData()), uInt(size)) != sum)
        return std::nullopt;
    return text;
}

} // namespace

QHash<QByteArray, QByteArray> unzipped(const QByteArray &zip)
{
    const qsizetype end = zip.size() - endSize;
    if (numberAt<quint32>(zip, end) != 0x06054b50)
        return {};
    QHash<QByteArray, QByteArray> files;
    qsizetype at = numberAt<quint32>(zip, end + 16);
    for (int left = numberAt<quint16>(zip, end + 10); left > 0; --left) {
        const auto content = contentAt(zip, at);
        if (numberAt<quint32>(zip, at) != 0x02014b50 || !content)
            return {};
        const auto name = numberAt<quint16>(zip, at + 28);
        files.insert(zip.mid(at + entrySize, name), *content);
        at += entrySize + name + numberAt<quint16>(zip, at + 30) + numberAt<quint16>(zip, at + 32);
    }
    return files;
}

} // namespace callveil
