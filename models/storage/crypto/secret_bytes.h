// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QtGlobal>

namespace callveil {

/// Secret bytes in guarded, locked memory that is wiped when released. Movable, copied only by clone().
class SecretBytes final {
public:
    SecretBytes() = default;
    explicit SecretBytes(qsizetype size); ///< zeroed
    static SecretBytes random(qsizetype size);
    /// Copies the bytes and wipes the source.
    static SecretBytes takeFrom(QByteArray &source);
    ~SecretBytes();
    SecretBytes(SecretBytes &&other) noexcept;
    SecretBytes &operator=(SecretBytes &&other) noexcept;
    SecretBytes(const SecretBytes &) = delete;
    SecretBytes &operator=(const SecretBytes &) = delete;

    [[nodiscard]] SecretBytes clone() const;
    [[nodiscard]] SecretBytes mid(qsizetype from, qsizetype size) const;
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }
    [[nodiscard]] qsizetype size() const { return m_size; }
    [[nodiscard]] const unsigned char *data() const { return m_data; }
    [[nodiscard]] unsigned char *data() { return m_data; }

private:
    unsigned char *m_data = nullptr;
    qsizetype m_size = 0;
};

/// Overwrites the bytes of a QByteArray or QString before it is released.
void wipe(QByteArray &bytes);
void wipe(QString &text);

} // namespace callveil
