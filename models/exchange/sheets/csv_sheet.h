// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/sheets/sheet_writer.h"

#include <QFile>

namespace callveil {

/// A table as CSV (RFC 4180, UTF-8 with CRLF): the titles, then the rows; cells as csvCell() has them.
class CsvSheet final : public SheetWriter {
public:
    /// `path` is written anew, with the rights that it has.
    explicit CsvSheet(const QString &path) : m_file(path) { }

    [[nodiscard]] bool begin(const SheetHead &head) override;
    [[nodiscard]] bool add(const QStringList &cells) override;
    [[nodiscard]] bool finish() override;

private:
    QFile m_file;
};

} // namespace callveil
