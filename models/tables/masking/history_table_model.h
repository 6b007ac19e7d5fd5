// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/base/cell_texts.h"
#include "tables/base/list_table_model.h"
#include "tables/masking/revision_row.h"

#include <QCoreApplication>

namespace callveil {

/// All revisions of one process's policy, with who, when and why.
class HistoryTableModel final : public ListTableModel<RevisionRow> {
    Q_DECLARE_TR_FUNCTIONS(HistoryTableModel)

public:
    enum Column { Revision, State, Policy, Note, Effective, By, At };

    explicit HistoryTableModel(CellTexts texts, QObject *parent = nullptr);

protected:
    [[nodiscard]] TableCell cell(const RevisionRow &item, int column) const override;
    [[nodiscard]] qint64 idOf(const RevisionRow &item) const override { return item.revision.id.value; }

private:
    [[nodiscard]] static TableCell stateCell(RevisionRow::State state);

    CellTexts m_texts;
};

} // namespace callveil
