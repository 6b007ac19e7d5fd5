// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/sheets/zip_file.h"

#include <QIODevice>
#include <QtEndian>

#include <algorithm>
#include <zlib.h>

namespace callveil {

namespace {

constexpr quint32 endMark = 0x06054b50, largeEndMark = 0x06064b50, placeMark = 0x07064b50, entryMark = 0x02014b50,
                  headMark = 0x04034b50;
constexpr qsizetype endSize = 22, placeSize = 20, largeEndSize = 56, entrySize = 46, headSize = 30;
constexpr quint32 elsewhere = 0xFFFFFFFF; // the number stands in the field for large files
constexpr quint16 largeField = 1, deflated = 8;
constexpr qint64 mostBytes = 16 * 1024 * 1024; // of a directory
constexpr qsizetype chunkSize = 256 * 1024;

template <typename Number>
Number numberAt(const QByteArray &bytes, qsizetype at)
{
    return qFromLittleEndian<Number>(bytes.constData() + at);
}

QByteArray bytesAt(QIODevice &file, qint64 at, qint64 size)
{
    return at >= 0 && file.seek(at) ? file.read(size) : QByteArray();
}

struct Directory {
    qint64 start = 0;
    quint64 entries = 0;
};

/// What stands at the end of a file that ends without a comment.
std::optional<Directory> directoryOf(QIODevice &file)
{
    const QByteArray end = bytesAt(file, file.size() - endSize, endSize);
    if (end.size() != endSize || numberAt<quint32>(end, 0) != endMark)
        return std::nullopt;
    const QByteArray place = bytesAt(file, file.size() - endSize - placeSize, placeSize);
    if (place.size() != placeSize || numberAt<quint32>(place, 0) != placeMark)
        return Directory{numberAt<quint32>(end, 16), numberAt<quint16>(end, 10)};
    const QByteArray large = bytesAt(file, numberAt<qint64>(place, 8), largeEndSize);
    if (large.size() != largeEndSize || numberAt<quint32>(large, 0) != largeEndMark)
        return std::nullopt;
    return Directory{numberAt<qint64>(large, 48), numberAt<quint64>(large, 32)};
}

/// Puts in what the field for large files holds: those numbers that the entry itself has no room for, in this order.
void readLargeNumbers(ZipEntry &entry, const QByteArray &fields)
{
    for (qsizetype at = 0; at + 4 <= fields.size();) {
        const qsizetype behind = at + 4 + numberAt<quint16>(fields, at + 2);
        if (numberAt<quint16>(fields, at) == largeField && behind <= fields.size()) {
            at += 4;
            for (quint64 *number : {&entry.size, &entry.packed, &entry.head})
                if (*number == elsewhere && at + 8 <= behind) {
                    *number = numberAt<quint64>(fields, at);
                    at += 8;
                }
            return;
        }
        at = behind;
    }
}

/// Unpacks what it is given piece by piece; keeps the end alone.
class EndReader final {
public:
    EndReader(const ZipEntry &entry, qsizetype kept) : m_entry(entry), m_kept(kept)
    {
        m_ready = inflateInit2(&m_stream, -MAX_WBITS) == Z_OK;
    }
    ~EndReader()
    {
        if (m_ready)
            inflateEnd(&m_stream);
    }
    Q_DISABLE_COPY_MOVE(EndReader)

    [[nodiscard]] bool take(QByteArray packed)
    {
        if (m_entry.method != deflated) {
            note(packed);
            return true;
        }
        m_stream.next_in = reinterpret_cast<Bytef *>(packed.data());
        m_stream.avail_in = uInt(packed.size());
        QByteArray text(chunkSize, Qt::Uninitialized);
        int state = m_ready ? Z_OK : Z_MEM_ERROR;
        while (state == Z_OK && (m_stream.avail_in > 0 || m_stream.avail_out == 0)) {
            m_stream.next_out = reinterpret_cast<Bytef *>(text.data());
            m_stream.avail_out = uInt(text.size());
            state = inflate(&m_stream, Z_NO_FLUSH);
            note(QByteArrayView(text).first(text.size() - qsizetype(m_stream.avail_out)));
        }
        return state == Z_OK || state == Z_STREAM_END || state == Z_BUF_ERROR;
    }
    [[nodiscard]] bool isWhole() const { return m_size == m_entry.size && m_sum == m_entry.sum; }
    [[nodiscard]] const QByteArray &end() const { return m_end; }

private:
    void note(QByteArrayView text)
    {
        m_sum = crc32(m_sum, reinterpret_cast<const Bytef *>(text.data()), uInt(text.size()));
        m_size += quint64(text.size());
        m_end.append(text.last(std::min(text.size(), m_kept)));
        m_end = m_end.right(m_kept);
    }

    const ZipEntry &m_entry;
    qsizetype m_kept;
    z_stream m_stream{};
    bool m_ready = false;
    QByteArray m_end;
    quint64 m_size = 0;
    uLong m_sum = 0;
};

} // namespace

std::optional<std::vector<ZipEntry>> zipEntries(QIODevice &file)
{
    const auto directory = directoryOf(file);
    if (!directory)
        return std::nullopt;
    const QByteArray bytes = bytesAt(file, directory->start, mostBytes);
    std::vector<ZipEntry> entries;
    qsizetype at = 0;
    for (quint64 left = directory->entries; left > 0; --left) {
        if (at + entrySize > bytes.size() || numberAt<quint32>(bytes, at) != entryMark)
            return std::nullopt;
        const qsizetype name = numberAt<quint16>(bytes, at + 28), fields = numberAt<quint16>(bytes, at + 30),
                        comment = numberAt<quint16>(bytes, at + 32);
        if (at + entrySize + name + fields > bytes.size())
            return std::nullopt;
        ZipEntry entry{bytes.mid(at + entrySize, name), numberAt<quint32>(bytes, at + 24),
            numberAt<quint32>(bytes, at + 20), numberAt<quint32>(bytes, at + 42), numberAt<quint32>(bytes, at + 16),
            numberAt<quint16>(bytes, at + 10)};
        readLargeNumbers(entry, bytes.mid(at + entrySize + name, fields));
        entries.push_back(std::move(entry));
        at += entrySize + name + fields + comment;
    }
    return entries;
}

std::optional<QByteArray> zipEntryEnd(QIODevice &file, const ZipEntry &entry, qsizetype bytes)
{
    const QByteArray head = bytesAt(file, qint64(entry.head), headSize);
    if (head.size() != headSize || numberAt<quint32>(head, 0) != headMark)
        return std::nullopt;
    const qint64 start = qint64(entry.head) + headSize + numberAt<quint16>(head, 26) + numberAt<quint16>(head, 28);
    if (!file.seek(start))
        return std::nullopt;
    EndReader reader(entry, bytes);
    for (quint64 left = entry.packed; left > 0;) {
        const QByteArray chunk = file.read(qint64(std::min<quint64>(left, chunkSize)));
        if (chunk.isEmpty() || !reader.take(chunk))
            return std::nullopt;
        left -= quint64(chunk.size());
    }
    return reader.isWhole() ? std::optional(reader.end()) : std::nullopt;
}

} // namespace callveil
