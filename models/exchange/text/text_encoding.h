// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>
#include <QStringList>

#include <optional>

namespace callveil {

enum class TextEncoding { Utf8, Utf16Le, Utf16Be, Latin1, Windows1252 };

/// What the first bytes of a text file say about its encoding.
struct DetectedEncoding {
    std::optional<TextEncoding> encoding; ///< nullopt: nothing but ASCII so far, any of the byte encodings may follow
    int bom = 0; ///< bytes of the byte order mark at the start
};

/// Names as they stand in a mapping: "UTF-8", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "windows-1252".
[[nodiscard]] QString encodingName(TextEncoding encoding);
[[nodiscard]] std::optional<TextEncoding> encodingOf(const QString &name);
[[nodiscard]] QStringList encodingNames();

/// Judges a byte order mark, else the places of NUL bytes, else whether the bytes are mostly valid UTF-8. The sample
/// may end inside a character.
[[nodiscard]] DetectedEncoding detectEncoding(QByteArrayView sample);
/// Length of the byte order mark of `encoding` at the start of the sample; 0 without one.
[[nodiscard]] int bomLength(QByteArrayView sample, TextEncoding encoding);

} // namespace callveil
