// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/retention/retention_service.h"
#include "tables/base/cell_texts.h"
#include "tables/base/list_table_model.h"

#include <QCoreApplication>

namespace callveil {

/// Each process with how long it keeps real numbers.
class RetentionTableModel final : public ListTableModel<RetentionLine> {
    Q_DECLARE_TR_FUNCTIONS(RetentionTableModel)

public:
    enum Column { ProcessName, Days, Hold, Oldest, Due, Deleted, Expired };

    /// `backupDays`: how long backups still hold what was deleted.
    explicit RetentionTableModel(CellTexts texts, QObject *parent = nullptr);

    void setLines(std::vector<RetentionLine> lines, int backupDays);
    /// "March 2026" for 202603.
    [[nodiscard]] static QString monthText(int month);

protected:
    [[nodiscard]] TableCell cell(const RetentionLine &item, int column) const override;
    [[nodiscard]] qint64 idOf(const RetentionLine &item) const override { return item.state.process.value; }

private:
    [[nodiscard]] TableCell dayCell(std::optional<qint64> ms) const;
    [[nodiscard]] TableCell dueCell(const RetentionState &state) const;

    CellTexts m_texts;
    int m_backupDays = 0;
};

} // namespace callveil
