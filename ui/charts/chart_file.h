// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QDate>
#include <QFuture>
#include <QImage>

namespace callveil {

/// The path with an ending that says what is written: ".svg" or ".png" as typed, else ".png" behind it.
[[nodiscard]] QString pictureFile(const QString &typed);

/// The file name to propose for the picture of this name, made on that day: "utilisation-now-2026-11-23.png".
[[nodiscard]] QString suggestedPicture(const QString &name, const QDate &day);

/// Encodes and writes on another thread; a file that is there stays as it is until the new one is whole. Fails with
/// FileUnwritable.
[[nodiscard]] QFuture<Result<void>> savePng(const QString &path, const QImage &image);
[[nodiscard]] QFuture<Result<void>> saveSvg(const QString &path, const QByteArray &svg);

} // namespace callveil
