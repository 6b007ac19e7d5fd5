// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "exchange/sheets/sheet.h"

#include <QTemporaryFile>

#include <memory>

namespace callveil {

class SheetWriter;

/// A table in a file that only its owner may read. It is written beside its place and takes it by commit(), when it is
/// on the disk; without that, nothing stays. For any thread; pages need the fonts of a program with Qt Gui.
class SheetFile final {
public:
    SheetFile(const QString &path, SheetFormat format);
    ~SheetFile();
    Q_DISABLE_COPY_MOVE(SheetFile)

    /// These fail with FileUnwritable.
    [[nodiscard]] Result<void> open(const SheetHead &head);
    [[nodiscard]] Result<void> add(const QStringList &cells);
    [[nodiscard]] Result<void> commit();

private:
    [[nodiscard]] tl::unexpected<Error> unwritable() const;

    QString m_place; ///< where a link leads to, if the path is one
    SheetFormat m_format;
    QTemporaryFile m_file;
    std::unique_ptr<SheetWriter> m_writer; ///< ends before its file goes
};

} // namespace callveil
