// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QSaveFile>
#include <QStringList>

namespace callveil {

/// A cell, quoted where it must be. Spreadsheets take what begins with = + - @ TAB CR for a formula: such a cell gets
/// an apostrophe in front, unless it is a telephone number, masked or not (security.md, Console).
[[nodiscard]] QByteArray csvCell(QString text);
/// A row of such cells, with its end.
[[nodiscard]] QByteArray csvLine(const QStringList &cells);

/// A CSV file that only its owner may read (RFC 4180, UTF-8 with CRLF). It is written beside its place and renamed by
/// commit(); without that, nothing stays.
class CsvFile final {
public:
    explicit CsvFile(const QString &path);

    /// All fail with FileUnwritable.
    [[nodiscard]] Result<void> open();
    [[nodiscard]] Result<void> add(const QStringList &cells);
    [[nodiscard]] Result<void> commit();

private:
    [[nodiscard]] tl::unexpected<Error> unwritable() const;

    QSaveFile m_file;
};

} // namespace callveil
