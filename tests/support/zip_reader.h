// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>

namespace callveil {

/// The files in a zip file by their names, unpacked; empty when it is damaged: each is checked against its length and
/// its sum. For small files.
[[nodiscard]] QHash<QByteArray, QByteArray> unzipped(const QByteArray &zip);

} // namespace callveil
