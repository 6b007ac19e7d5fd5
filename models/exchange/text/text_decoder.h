// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "exchange/text/text_encoding.h"

#include <QByteArray>

class QIODevice;

namespace callveil {

/// Turns the bytes of a device into UTF-8, chunk by chunk. A byte or surrogate that means nothing in the encoding
/// becomes the byte 0xFF, which no UTF-8 text contains, so that the row around it can be rejected instead of the file.
class TextDecoder final {
public:
    /// `encoding` empty: detected. `name` is the file name for errors.
    TextDecoder(QIODevice &device, std::optional<TextEncoding> encoding, QString name);

    /// Appends the next piece of text to `text`; false at the end. Fails with FileUnreadable.
    [[nodiscard]] Result<bool> read(QByteArray &text);
    [[nodiscard]] qint64 bytesRead() const { return m_bytesRead; }
    /// The encoding in use; empty while the text has been plain ASCII and nothing was asked for.
    [[nodiscard]] std::optional<TextEncoding> encoding() const { return m_encoding; }

private:
    void begin(QByteArrayView &chunk);
    void appendBytes(QByteArrayView chunk, QByteArray &text) const;
    void appendUtf16(QByteArrayView chunk, QByteArray &text);
    void appendUnit(char16_t unit, QByteArray &text);

    QIODevice &m_device;
    std::optional<TextEncoding> m_encoding;
    QString m_name;
    QByteArray m_chunk;
    qint64 m_bytesRead = 0;
    bool m_begun = false;
    std::optional<uchar> m_oddByte; ///< first half of a UTF-16 unit that the chunk boundary cut
    char16_t m_surrogate = 0; ///< high surrogate that waits for its partner
};

} // namespace callveil
