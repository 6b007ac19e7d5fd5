// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>
#include <vector>

class QIODevice;

namespace callveil {

/// One entry of a zip file's central directory (APPNOTE 4.3.12).
struct ZipEntry {
    QByteArray name;
    quint64 size = 0; ///< unpacked
    quint64 packed = 0;
    quint64 head = 0; ///< where its own head stands
    quint32 sum = 0; ///< CRC-32 of its content
    quint16 method = 0; ///< 0 stored, 8 deflated
};

/// In their order; nullopt when it is no whole zip file.
[[nodiscard]] std::optional<std::vector<ZipEntry>> zipEntries(QIODevice &file);
/// Reads an entry to its end, in bounded memory, and answers its last bytes, at most so many; nullopt when its length
/// or its sum is not what the directory says.
[[nodiscard]] std::optional<QByteArray> zipEntryEnd(QIODevice &file, const ZipEntry &entry, qsizetype bytes);

} // namespace callveil
