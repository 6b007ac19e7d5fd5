// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace callveil {

/// Bytes as pronounceable words of five letters, 16 bits each (Wilkerson, "A Proposal for Proquints", 2009): for
/// fingerprints and recovery kits that people read aloud and type. `bytes` has an even length.
[[nodiscard]] QStringList toWords(const QByteArray &bytes);
/// The bytes of the words; nullopt when one is no such word. Upper case and blanks do not matter.
[[nodiscard]] std::optional<QByteArray> fromWords(const QString &words);

} // namespace callveil
